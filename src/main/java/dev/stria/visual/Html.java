package dev.stria.visual;

import dev.stria.data.ImageFile;
import dev.stria.tensor.Tensor;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** The words of a page: escaping, sections, tables, pictures inside. */
final class Html {
  private static final String STYLE =
      """
      :root{color-scheme:light dark;--fg:#1f2328;--bg:#fff;--muted:#59636e;--line:#d1d9e0;--card:#f6f8fa;
        --ok:#1a7f37;--bad:#d1242f}
      @media (prefers-color-scheme:dark){:root{--fg:#e6edf3;--bg:#0d1117;--muted:#9198a1;--line:#30363d;
        --card:#161b22;--ok:#3fb950;--bad:#f85149}}
      *{box-sizing:border-box}
      body{margin:0 auto;max-width:1100px;padding:16px;background:var(--bg);color:var(--fg);
        font:16px/1.5 system-ui,sans-serif}
      h1{line-height:1.2;margin:.6em 0 .3em} h2{margin:2em 0 .2em;padding-top:.6em;border-top:1px solid var(--line)}
      p{max-width:46em;margin:.3em 0 1em} .muted,figcaption{color:var(--muted);font-size:13px}
      .scroll{overflow-x:auto} pre{font:13px/1.45 ui-monospace,monospace;background:var(--card);padding:12px;
        border-radius:6px;width:max-content;min-width:100%;margin:0}
      table{border-collapse:collapse} td,th{padding:3px 12px 3px 0;text-align:left;vertical-align:top}
      img{image-rendering:pixelated;display:block} .drawing{max-width:100%;height:auto;border-radius:6px;
        image-rendering:auto}
      .units{display:grid;grid-template-columns:repeat(auto-fill,minmax(216px,1fr));gap:10px}
      figure{margin:0;padding:8px;background:var(--card);border-radius:6px}
      .pair{display:flex;gap:8px;align-items:flex-start} .made{width:96px;flex:none}
      .real{display:flex;flex-wrap:wrap;gap:4px} .real span{position:relative;display:block;width:46px}
      .real img{width:46px} .real i{position:absolute;border:1.5px solid #f59e0b}
      figcaption b{color:var(--fg)} .OK{color:var(--ok)} .DEAD,.FLAT{color:var(--bad)}
      """;

  private Html() {}

  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  static String page(String title, List<String> sections) {
    return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
        + "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n<title>"
        + escape(title)
        + "</title>\n<style>\n"
        + STYLE
        + "</style>\n</head>\n<body>\n<h1>"
        + escape(title)
        + "</h1>\n"
        + String.join("\n", sections)
        + "\n<p class=\"muted\">Made with Stria.</p>\n</body>\n</html>\n";
  }

  static String section(String heading, String caption, String content) {
    return "<section>\n<h2>"
        + escape(heading)
        + "</h2>\n<p>"
        + escape(caption)
        + "</p>\n"
        + content
        + "\n</section>";
  }

  static String table(String fixedWidth) {
    return "<div class=\"scroll\"><pre>" + escape(fixedWidth) + "</pre></div>";
  }

  static String facts(Map<String, String> facts) {
    StringBuilder table = new StringBuilder("<div class=\"scroll\"><table>\n");
    facts.forEach(
        (name, value) ->
            table.append(
                "<tr><th>%s</th><td>%s</td></tr>\n".formatted(escape(name), escape(value))));
    return table.append("</table></div>").toString();
  }

  /** Returns a table whose first column names its rows. */
  static String table(List<String> head, List<List<String>> rows) {
    StringBuilder table = new StringBuilder("<div class=\"scroll\"><table>\n<tr>");
    head.forEach(cell -> table.append("<th>").append(escape(cell)).append("</th>"));
    table.append("</tr>\n");
    for (List<String> row : rows) {
      table.append("<tr><th>").append(escape(row.get(0))).append("</th>");
      row.subList(1, row.size())
          .forEach(cell -> table.append("<td>").append(escape(cell)).append("</td>"));
      table.append("</tr>\n");
    }
    return table.append("</table></div>").toString();
  }

  static String image(Drawing drawing) {
    return "<div class=\"scroll\"><img class=\"drawing\" alt=\"\" width=\"%d\" height=\"%d\" src=\"%s\"></div>"
        .formatted(drawing.width(), drawing.height(), uri(drawing.png()));
  }

  /** Returns an image of a tensor {@code [C, H, W]} with values from 0 to 1. */
  static String image(Tensor picture, String attributes) {
    return "<img alt=\"\" "
        + attributes
        + " src=\""
        + uri(ImageFile.png(picture, Map.of()))
        + "\">";
  }

  private static String uri(byte[] png) {
    return "data:image/png;base64," + Base64.getEncoder().encodeToString(png);
  }
}
