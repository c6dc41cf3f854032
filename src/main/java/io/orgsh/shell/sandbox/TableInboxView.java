package io.orgsh.shell.sandbox;

import io.orgsh.problem.Text;
import io.orgsh.sandbox.SandboxControl.Letter;
import io.orgsh.shell.Format;
import io.orgsh.shell.Output;
import io.orgsh.shell.Table;
import io.orgsh.shell.Table.Column;
import io.orgsh.shell.layout.Clean;
import io.orgsh.shell.layout.Columns;
import io.orgsh.shell.layout.Sheet;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Letters for people, and as CSV. */
final class TableInboxView implements InboxView {
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);
  private static final DateTimeFormatter SECOND =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss xxx", Locale.ROOT);

  private final Output output;
  private final ZoneId zone;

  TableInboxView(Output output, ZoneId zone) {
    this.output = output;
    this.zone = zone;
  }

  @Override
  public void letters(List<Letter> letters) {
    if (output.format() == Format.CSV) {
      output.answer(csv(letters));
      return;
    }
    if (letters.isEmpty()) {
      output.answer(output.words(Text.of("No letter has come yet.", "メールはまだ届いていません。")));
      return;
    }
    output.answer(list(letters));
    letters.stream()
        .filter(letter -> !letter.link().isEmpty() && !letter.followed())
        .findFirst()
        .ifPresent(
            letter ->
                output.say(
                    Text.of(
                            "Follow a link as its reader would: sandbox inbox --open %d",
                            "受信者としてリンクを開くコマンド: sandbox inbox --open %d")
                        .with(letter.number())));
  }

  /** Two lines for each: who wrote to whom, and what about. */
  private List<String> list(List<Letter> letters) {
    int digits = Integer.toString(letters.size()).length();
    var sheet = new Sheet(output.width());
    for (Letter letter : letters) {
      String number = Columns.padLeft(Integer.toString(letter.number()), digits);
      String head =
          number
              + "  "
              + MINUTE.format(letter.at().atZone(zone))
              + "  "
              + name(letter.from())
              + " -> "
              + letter.to();
      String link = letter.link().isEmpty() ? "" : "  [" + output.words(link(letter)) + "]";
      String indent = " ".repeat(digits + 2);
      sheet.line(Columns.cut(Clean.line(head), sheet.width()));
      sheet.line(
          Columns.cut(indent + Clean.line(letter.subject()), sheet.width() - Columns.of(link))
              + link);
    }
    return sheet.lines();
  }

  private static Table csv(List<Letter> letters) {
    Table table =
        Table.of(
            Column.number("number", Text.same("number")),
            Column.of("at", Text.same("at")),
            Column.of("to", Text.same("to")),
            Column.of("from", Text.same("from")),
            Column.of("subject", Text.same("subject")),
            Column.of("link", Text.same("link")),
            Column.of("followed", Text.same("followed")));
    for (Letter letter : letters) {
      table =
          table.row(
              Integer.toString(letter.number()),
              letter.at().toString(),
              letter.to(),
              letter.from(),
              letter.subject(),
              letter.link(),
              Boolean.toString(letter.followed()));
    }
    return table;
  }

  /** {@code AWS Notifications <no-reply@sns.amazonaws.com>} by its name, as mail programs do. */
  private static String name(String from) {
    int address = from.indexOf(" <");
    return address > 0 ? from.substring(0, address) : from;
  }

  private static Text link(Letter letter) {
    return letter.followed()
        ? Text.of("link followed", "リンク: 実施済み")
        : Text.of("link to follow", "リンク: 未実施");
  }

  @Override
  public void letter(Letter letter) {
    Map<Text, String> fields = new LinkedHashMap<>();
    fields.put(Text.of("From", "差出人"), letter.from());
    fields.put(Text.of("To", "宛先"), letter.to());
    fields.put(Text.of("Time", "日時"), SECOND.format(letter.at().atZone(zone)));
    fields.put(Text.of("Subject", "件名"), letter.subject());
    int width =
        fields.keySet().stream().mapToInt(field -> Columns.of(output.words(field))).max().orElse(0);
    var sheet = new Sheet(output.width());
    fields.forEach((field, value) -> sheet.field(output.words(field), width, value));
    sheet.gap();
    for (String line : letter.text().strip().split("\n", -1)) {
      // JSON is there to be copied, and would be torn inside its words.
      if (line.startsWith("{")) {
        sheet.line(Clean.line(line));
      } else {
        sheet.text(line);
      }
    }
    if (!letter.link().isEmpty()) {
      // Whole, whatever the width: it is there to be copied.
      sheet.gap().line(letter.link()).line("(" + output.words(link(letter)) + ")");
    }
    output.answer(sheet.lines());
  }

  @Override
  public void followed(Letter letter) {
    letter(letter);
    output.say(
        Text.of(
            "The link was followed: what the letter asked for is done.",
            "リンクを開き、メールで求められた操作を行いました。"));
  }
}
