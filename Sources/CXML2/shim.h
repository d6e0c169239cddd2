// libxml2's door: the HTML parser alone. Imported by nobody but Article.
#include <libxml/xmlversion.h>
// Debian's libxml2 is built with ICU, and its headers would bring ICU's with them, which contradict the ones Foundation
// has of its own. Only the layout of encoding handlers depends on it, and none is touched here.
#undef LIBXML_ICU_ENABLED
#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
