package io.orgsh.shell.documents;

import io.orgsh.document.Lint.Finding;
import io.orgsh.document.Lint.Severity;
import io.orgsh.problem.Language;
import io.orgsh.problem.Text;

/** What lint found, in words. */
final class FindingText {
  private FindingText() {}

  /** The severity's word. */
  static Text word(Severity severity) {
    return switch (severity) {
      case ERROR -> Text.of("error", "エラー");
      case WARNING -> Text.of("warning", "警告");
      case NOTE -> Text.of("note", "注意");
    };
  }

  /** One line: severity, rule, place, what is there. */
  static String line(Finding finding, Language language) {
    String place = finding.pointer().isEmpty() ? "" : " " + finding.pointer();
    return word(finding.severity()).in(language)
        + " ["
        + finding.rule()
        + "]"
        + place
        + ": "
        + finding.what().in(language);
  }
}
