/// How the page looks: one column, readable on a telephone, in light and dark.
enum ArticlePageStyle {
    /// The style sheet. The ground of a mark tells the measure, the line below it the status: by its colour and, for
    /// who cannot tell colours, by its kind. A card stands below its mark, as wide as the text; where a table scrolls or
    /// the window is narrow it would be cut off, and stands at the window's foot; there the page leaves room to scroll its
    /// last marks clear of it. What a finger touched goes on looking pointed at, so on a telephone focus alone shows a card.
    static let sheet = """
        :root { --ink: #1d1f23; --paper: #fdfcfa; --soft: #5c5f66; --rule: #d9d6d0; --card: #ffffff;
          --level: #d6ebff; --change: #d9f2d6; --multiple: #ffe7bf; --link: #0a56a8;
          --estimate: #6d5a00; --target: #b3261e; --forecast: #7434c2; --no: #8a8d94; }
        @media (prefers-color-scheme: dark) {
          :root { --ink: #e6e4e0; --paper: #17181b; --soft: #a3a6ae; --rule: #3a3c42; --card: #23252a;
            --level: #17405f; --change: #1d4a24; --multiple: #5a4010; --link: #8ec2ff;
            --estimate: #e8cf5a; --target: #ff9d94; --forecast: #d0aaff; --no: #84878f; } }
        * { box-sizing: border-box; }
        body { margin: 0 auto; padding: 1rem; max-width: 44rem; color: var(--ink); background: var(--paper);
          font: 1.05rem/1.65 system-ui, sans-serif; overflow-wrap: anywhere; }
        h1, h2, h3, h4, h5, h6, p { position: relative; }
        h1 { font-size: 1.5rem; line-height: 1.3; } h2, h3, h4, h5, h6 { font-size: 1.1rem; margin-bottom: .3rem; }
        article { border-top: 1px solid var(--rule); margin-top: 1.5rem; padding-top: .5rem; }
        .meta, .legend, .caption, small { color: var(--soft); font-size: .9rem; }
        .legend p { margin: .3rem 0; } a { color: var(--link); } nav ol { padding-left: 2.6rem; }
        .item { margin: .3rem 0 .3rem calc(1.2rem * (var(--depth) + 1)); } .item::before { content: "–\\00a0"; }
        .table { overflow-x: auto; overflow-wrap: normal; }
        table { border-collapse: collapse; font-size: .95rem; }
        th, td { border: 1px solid var(--rule); padding: .25rem .5rem; text-align: left; vertical-align: top; }
        mark, .legend span { color: var(--ink); border-radius: .2rem; padding: 0 .15rem; border-bottom: 3px none; }
        mark, .rejected { cursor: help; }
        .level { background: var(--level); } .change { background: var(--change); }
        .multiple { background: var(--multiple); }
        mark.estimate, span.estimate { border-bottom: 3px dotted var(--estimate); }
        mark.target, span.target { border-bottom: 3px solid var(--target); }
        mark.forecast, span.forecast { border-bottom: 3px dashed var(--forecast); }
        .rejected { text-decoration: underline dotted 1px var(--no); text-underline-offset: .2em; }
        .rejected .card { text-decoration: none; }
        mark:focus, .rejected:focus, .table:focus { outline: 2px solid currentColor; }
        .card { display: none; position: absolute; z-index: 1; left: 0; right: 0; padding: .6rem .8rem;
          grid-template-columns: max-content minmax(0, 1fr); gap: .1rem .8rem; background: var(--card);
          color: var(--ink); border: 1px solid var(--rule); border-radius: .4rem; font-size: .85rem;
          font-weight: normal; line-height: 1.4; text-align: left; box-shadow: 0 4px 16px rgb(0 0 0 / .25); }
        .card b { font-weight: normal; color: var(--soft); } .card i { font-style: normal; }
        .card small { font-size: .8rem; }
        :is(mark, .rejected):focus > .card { display: grid; }
        @media not (pointer: coarse) {
          :is(mark, .rejected):hover > .card { display: grid; z-index: 2; } }
        .table .card { position: fixed; left: max(.5rem, 50vw - 21rem); right: max(.5rem, 50vw - 21rem);
          bottom: .5rem; max-height: 60vh; overflow-y: auto; overflow-wrap: anywhere; }
        @media (max-width: 40rem) {
          html { scroll-padding-bottom: 60vh; } body { padding-bottom: 60vh; }
          .card { position: fixed; left: .5rem; right: .5rem; bottom: .5rem; max-height: 60vh; overflow-y: auto; } }
        @media print { .card { display: none !important; } }
        """
}
