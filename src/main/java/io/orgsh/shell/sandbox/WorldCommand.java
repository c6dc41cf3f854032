package io.orgsh.shell.sandbox;

import io.orgsh.problem.Text;
import io.orgsh.sandbox.GeneratedWorld;
import io.orgsh.shell.Arguments;
import io.orgsh.shell.Command;
import io.orgsh.shell.Declaration;
import io.orgsh.shell.Declaration.Group;
import io.orgsh.shell.Exit;
import io.orgsh.shell.Form;
import io.orgsh.shell.Invocation;
import io.orgsh.shell.Json;
import io.orgsh.shell.Kind;
import io.orgsh.shell.NewFile;
import io.orgsh.shell.Output;
import io.orgsh.shell.Parsed;
import java.nio.file.Path;
import java.util.Optional;

/** {@code sandbox world}: a large organization to try things on. Opens no sandbox. */
public final class WorldCommand implements Command<WorldCommand.Options, WorldCommand.View> {
  private static final int ACCOUNTS = 1_000;
  private static final int UNITS = 50;
  private static final int REGIONS = 17;

  /** Generates worlds. */
  public WorldCommand() {}

  /** Which world, and where to. */
  public record Options(GeneratedWorld world, Optional<Path> out, NewFile.IfThere ifThere) {}

  /** Shows a generated world. */
  public interface View {
    /** The world itself. */
    void generated(GeneratedWorld world);

    /** It went to a file. */
    void written(GeneratedWorld world, Path file);
  }

  @Override
  public Declaration declaration() {
    return Declaration.of(
            "sandbox world",
            Group.SANDBOX,
            Text.of("Generate a large organization for the sandbox", "サンドボックス用の大規模な組織を生成する"))
        .about(
            Text.of(
                "Writes a world file: business units with production and development OUs, an"
                    + " account per workload and stage, one in a hundred suspended. The same"
                    + " numbers give the same organization. Use it with `--sandbox=FILE` and a"
                    + " state folder that has no world yet.",
                "ワールドファイルを出力します。事業部ごとに本番・開発のOUがあり、ワークロードと環境ごとにアカウントを"
                    + "作成します(約1%は停止済み)。同じ値を指定すると同じ組織になります。まだワールドのない状態フォルダーで"
                    + "`--sandbox=FILE` を指定して使います。"))
        .option(
            "--accounts",
            "N",
            Kind.choice("100", "1000", "10000"),
            Text.of("default: 1000, at most 100000", "アカウント数(既定: 1000、最大: 100000)"))
        .option(
            "--ous",
            "N",
            Kind.choice("20", "50", "200"),
            Text.of("organizational units; default: 50, at most 2000", "OUの数(既定: 50、最大: 2000)"))
        .option(
            "--regions",
            "N",
            Kind.choice("4", "17", "30"),
            Text.of(
                "how many are enabled; default: 17, those that are on by default",
                "有効なリージョンの数(既定: 17、デフォルトで有効なもの)"))
        .option(
            "--seed",
            "N",
            Kind.Known.TEXT,
            Text.of("another number, another organization; default: 1", "シード(既定: 1)"))
        .option(
            "--out",
            "FILE",
            Kind.Known.FILE,
            Text.of("write to a file that is not there yet", "新しいファイルに書き込む"))
        .flag("--force", Text.of("with --out: replace a file that is there", "--out のファイルを上書きする"));
  }

  @Override
  public Parsed<Options> parse(Arguments arguments) {
    Optional<Integer> accounts =
        arguments.value(
            "--accounts", Form.number(GeneratedWorld.LEAST_ACCOUNTS, GeneratedWorld.MOST_ACCOUNTS));
    Optional<Integer> units = arguments.value("--ous", Form.number(0, GeneratedWorld.MOST_UNITS));
    Optional<Integer> regions =
        arguments.value(
            "--regions", Form.number(GeneratedWorld.LEAST_REGIONS, GeneratedWorld.MOST_REGIONS));
    Optional<Integer> seed = arguments.value("--seed", Form.number(0, 999_999_999));
    Optional<Path> out = arguments.value("--out", Form.PATH);
    var ifThere = NewFile.IfThere.of(arguments);
    return arguments.parsed(
        () ->
            new Options(
                new GeneratedWorld(
                    accounts.orElse(ACCOUNTS),
                    units.orElse(UNITS),
                    regions.orElse(REGIONS),
                    seed.orElse(1)),
                out,
                ifThere));
  }

  @Override
  public View view(Output output) {
    return switch (output.format()) {
      case TEXT, CSV -> new TextView(output);
      case JSON -> new JsonView(output);
    };
  }

  @Override
  public Exit run(Options options, Invocation invocation, View view) {
    if (options.out().isPresent()) {
      Path file = invocation.workplace().workingFolder().resolve(options.out().get());
      NewFile.write(file, options.world().json(), options.ifThere(), "--out");
      view.written(options.world(), options.out().get());
    } else {
      view.generated(options.world());
    }
    return Exit.DONE;
  }

  /** The world to stdout, so that it can be piped. */
  private record TextView(Output output) implements View {
    @Override
    public void generated(GeneratedWorld world) {
      output.answer(world.json().stripTrailing());
    }

    @Override
    public void written(GeneratedWorld world, Path file) {
      output.answer(output.words(Text.of("%s was written.", "%s に書き込みました。").with(file)));
    }
  }

  private record JsonView(Output output) implements View {
    @Override
    public void generated(GeneratedWorld world) {
      output.answer(world.json().stripTrailing());
    }

    @Override
    public void written(GeneratedWorld world, Path file) {
      output.answer(
          Json.object()
              .put("file", file.toString())
              .put("accounts", world.accounts())
              .put("ous", world.units())
              .put("regions", world.regions())
              .put("seed", world.seed()));
    }
  }
}
