// libxml2's door: the HTML parser alone. Imported by nobody but Article.
#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
