package dev.stria.visual;

import dev.stria.tensor.Shape;
import java.util.List;
import java.util.Locale;

/** An exhibit as part of a page. */
final class ExhibitHtml {
  private ExhibitHtml() {}

  static String of(Exhibit exhibit) {
    StringBuilder html = new StringBuilder();
    if (!exhibit.cards().isEmpty()) {
      html.append("<p class=\"muted\">").append(Html.escape(exhibit.summary())).append("</p>\n");
    }
    html.append("<div class=\"units\">\n");
    for (int i = 0; i < exhibit.pictures().size(); i++) {
      List<Example> examples =
          i < exhibit.examples().size() ? exhibit.examples().get(i) : List.of();
      Card card = i < exhibit.cards().size() ? exhibit.cards().get(i) : null;
      html.append(unit(exhibit.pictures().get(i), card, examples));
    }
    return html.append("</div>").toString();
  }

  private static String unit(Picture picture, Card card, List<Example> examples) {
    StringBuilder html = new StringBuilder("<figure><div class=\"pair\">");
    html.append(Html.image(picture.saved(), "class=\"made\"")).append("<div class=\"real\">");
    for (Example example : examples) {
      html.append("<span>").append(Html.image(example.image(), ""));
      html.append(box(example)).append("</span>");
    }
    html.append("</div></div><figcaption><b>");
    html.append(Html.escape(picture.objective().description())).append("</b> ");
    html.append(card == null ? "" : text(card));
    return html.append("</figcaption></figure>\n").toString();
  }

  private static String box(Example example) {
    Shape shape = example.image().shape();
    ReceptiveField.Box box = example.box();
    if (box.height() == shape.size(1) && box.width() == shape.size(2)) {
      return "";
    }
    return String.format(
        Locale.ROOT,
        "<i style=\"left:%.1f%%;top:%.1f%%;width:%.1f%%;height:%.1f%%\"></i>",
        100.0 * box.left() / shape.size(2),
        100.0 * box.top() / shape.size(1),
        100.0 * box.width() / shape.size(2),
        100.0 * box.height() / shape.size(1));
  }

  private static String text(Card card) {
    String text = String.format(Locale.ROOT, "%.4g", card.score());
    if (!Double.isNaN(card.dataMaximum())) {
      text += String.format(Locale.ROOT, ", best real %.4g", card.dataMaximum());
    }
    if (!Double.isNaN(card.probability())) {
      text += String.format(Locale.ROOT, ", p %.4f", card.probability());
    }
    return text + " <span class=\"%s\">%s</span>".formatted(card.verdict(), card.verdict());
  }
}
