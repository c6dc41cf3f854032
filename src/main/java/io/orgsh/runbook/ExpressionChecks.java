package io.orgsh.runbook;

import io.orgsh.expression.Interpolation;
import io.orgsh.expression.Query;
import io.orgsh.expression.Syntax;
import io.orgsh.problem.Text;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Checks the two small languages wherever a runbook uses them. */
final class ExpressionChecks {
  private static final Text UNKNOWN = Text.of("Error: unknown name", "エラー: 不明な名前");
  private static final Text FREEMARKER =
      Text.of("Error: wrong expression in ${…}", "エラー: ${…} の式が正しくありません");
  private static final Text JMESPATH = Text.of("Error: wrong JMESPath", "エラー: JMESPathが正しくありません");
  private static final Text LATER =
      Text.of("Error: value not known at this step", "エラー: このステップではまだ決まらない値です");
  private static final Text NO_MEMBER =
      Text.of("Error: unknown member of the reply", "エラー: 応答にない項目です");

  private final Interpolation interpolation;
  private final Query query;
  private final Mistakes mistakes;

  ExpressionChecks(Interpolation interpolation, Query query, Mistakes mistakes) {
    this.interpolation = interpolation;
    this.query = query;
    this.mistakes = mistakes;
  }

  /** Whether a text holds a {@code ${…}}. */
  boolean open(String text) {
    return interpolation.open(text);
  }

  /** The one name that a text is, if it is exactly <code>${name}</code>. */
  Optional<String> name(String text) {
    List<List<String>> paths = List.copyOf(interpolation.paths(text));
    return paths.size() == 1
            && paths.getFirst().size() == 1
            && text.equals("${" + paths.getFirst().getFirst() + "}")
        ? Optional.of(paths.getFirst().getFirst())
        : Optional.empty();
  }

  /** Whether a tree uses a name. */
  boolean uses(Item item, String name) {
    return item.text()
        .map(
            text ->
                interpolation.paths(text).stream().anyMatch(path -> path.getFirst().equals(name)))
        .orElseGet(
            () ->
                item.items().stream().anyMatch(element -> uses(element, name))
                    || item.members().values().stream().anyMatch(member -> uses(member, name)));
  }

  /** Every text in a tree of values. */
  void values(Item item, Names names) {
    item.text().ifPresent(text -> interpolated(item, text, Syntax.TEXT, names));
    item.items().forEach(element -> values(element, names));
    item.members().values().forEach(member -> values(member, names));
  }

  /**
   * A JMESPath over AWS's reply.
   *
   * @param members the reply's top-level members; empty when they are not known
   */
  void overReply(Item item, Names names, Collection<String> members) {
    query(item, names)
        .ifPresent(
            plain ->
                query.members(plain).stream()
                    .filter(member -> !members.isEmpty() && !members.contains(member))
                    .forEach(member -> noMember(item, member, members)));
  }

  /** A JMESPath over the names themselves. */
  void overNames(Item item, Names names) {
    query(item, names)
        .ifPresent(
            plain ->
                query.members(plain).stream()
                    .filter(name -> !names.knows(List.of(name)))
                    .forEach(name -> unknown(item, offset(item, name), name, names)));
  }

  /** A JMESPath over an element whose members are not known, without values. */
  void overElement(Item item) {
    item.text()
        .flatMap(query::mistake)
        .ifPresent(said -> mistakes.value(item.pointer(), JMESPATH, said(said)));
  }

  /** Checks what can be checked alike everywhere; answers the expression with empty literals. */
  private Optional<String> query(Item item, Names names) {
    if (item.text().isEmpty()) {
      return Optional.empty();
    }
    String text = item.text().get();
    if (!interpolated(item, text, Syntax.JMESPATH, names)) {
      return Optional.empty();
    }
    String plain = interpolation.withoutValues(text, Syntax.JMESPATH);
    Optional<String> mistake = query.mistake(plain);
    mistake.ifPresent(said -> mistakes.value(item.pointer(), JMESPATH, said(said)));
    return mistake.isPresent() ? Optional.empty() : Optional.of(plain);
  }

  /** Whether every expression in the text can be read, whatever its names. */
  private boolean interpolated(Item item, String text, Syntax syntax, Names names) {
    boolean readable = true;
    for (Interpolation.Mistake mistake : interpolation.check(text, syntax, names::knows)) {
      if (!mistake.name().isEmpty()) {
        unknown(item, mistake.offset(), mistake.name(), names);
        continue;
      }
      readable = false;
      mistakes.piece(
          item,
          mistake.offset(),
          text.substring(
              mistake.offset(), Math.min(text.length(), mistake.offset() + mistake.length())),
          FREEMARKER,
          mistake.what(),
          "",
          List.of());
    }
    return readable;
  }

  private void unknown(Item item, int offset, String name, Names names) {
    boolean saved = name.startsWith("saved.");
    mistakes.piece(
        item,
        offset,
        name,
        saved ? LATER : UNKNOWN,
        saved
            ? Text.of(
                    "\"%s\" is saved by no step before this one. A step keeps values with save.",
                    "「%s」を保存するステップが、これより前にありません。値は save で保存します。")
                .with(name)
            : Text.of(
                    "\"%s\" has no value here. The names here are: %s.",
                    "「%s」という名前はここでは使えません。使える名前: %s")
                .with(name, Names.listed(names.first())),
        name,
        names.all().stream().filter(known -> dots(known) == dots(name)).toList());
  }

  private static long dots(String path) {
    return path.chars().filter(c -> c == '.').count();
  }

  private void noMember(Item item, String member, Collection<String> members) {
    mistakes.piece(
        item,
        offset(item, member),
        member,
        NO_MEMBER,
        Text.of(
                "The reply has no \"%s\", so the expression could never hold. It has: %s.",
                "応答に「%s」はないため、この式は成立しません。応答の項目: %s")
            .with(member, Names.listed(members)),
        member,
        members);
  }

  private static int offset(Item item, String piece) {
    return Math.max(0, item.node().asString("").indexOf(piece));
  }

  private static Text said(String words) {
    return Text.of("JMESPath says: %s.", "JMESPathのメッセージ: %s").with(words);
  }
}
