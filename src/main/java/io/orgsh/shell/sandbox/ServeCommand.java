package io.orgsh.shell.sandbox;

import io.orgsh.problem.Text;
import io.orgsh.sandbox.AccessKey;
import io.orgsh.sandbox.Sandbox;
import io.orgsh.shell.Arguments;
import io.orgsh.shell.Command;
import io.orgsh.shell.Declaration;
import io.orgsh.shell.Declaration.Group;
import io.orgsh.shell.Exit;
import io.orgsh.shell.Form;
import io.orgsh.shell.Invocation;
import io.orgsh.shell.Json;
import io.orgsh.shell.Kind;
import io.orgsh.shell.Output;
import io.orgsh.shell.Parsed;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.node.ObjectNode;

/** {@code sandbox serve}: the emulated organization for any AWS client on this machine. */
public final class ServeCommand implements Command<ServeCommand.Options, ServeCommand.View> {
  private static final Duration SLICE = Duration.ofMillis(100);

  /** Serves. */
  public ServeCommand() {}

  /** Where to serve. */
  public record Options(OptionalInt port) {}

  /** Shows how the sandbox is reached. */
  public interface View {
    /** It is served. */
    void served(URI endpoint, SortedMap<String, AccessKey> keys);

    /** It is served until Ctrl-C. */
    void until();
  }

  @Override
  public Declaration declaration() {
    return Declaration.of(
            "sandbox serve",
            Group.SANDBOX,
            Text.of("Serve the sandbox to any AWS client", "サンドボックスを任意のAWSクライアントに公開する"))
        .about(
            Text.of(
                "Listens on this machine only, until Ctrl-C. Prints lines for a shell, after which"
                    + " the aws command talks to the sandbox.",
                "このマシンからのみ接続できます。Ctrl-Cで終了します。表示される行をシェルで実行すると、awsコマンドで" + "サンドボックスを操作できます。"))
        .option("--port", "N", Kind.Known.TEXT, Text.of("default: any free one", "既定: 空いているポート"))
        .feelsInterruption();
  }

  @Override
  public Parsed<Options> parse(Arguments arguments) {
    OptionalInt port =
        arguments
            .value("--port", Form.number(1, 65_535))
            .map(OptionalInt::of)
            .orElseGet(OptionalInt::empty);
    return arguments.parsed(() -> new Options(port));
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
    try (Opened opened = Opened.toServe(invocation.workplace(), options.port())) {
      Sandbox sandbox = opened.sandbox();
      view.served(sandbox.endpoint(), sandbox.keys());
      if (opened.owner() == Opened.Owner.COMMAND && !sandbox.isAttached()) {
        view.until();
        while (!invocation.screen().interrupted()) {
          LockSupport.parkNanos(SLICE.toNanos());
        }
      }
      return Exit.DONE;
    }
  }

  private record TextView(Output output) implements View {
    @Override
    public void served(URI endpoint, SortedMap<String, AccessKey> keys) {
      AccessKey key = keys.getOrDefault("management", keys.firstEntry().getValue());
      output.answer(
          """
          export AWS_ENDPOINT_URL=%s
          export AWS_ACCESS_KEY_ID=%s
          export AWS_SECRET_ACCESS_KEY=%s
          export AWS_REGION=ap-northeast-1
          unset AWS_SESSION_TOKEN AWS_PROFILE\
          """
              .formatted(endpoint, key.id(), key.secret()));
    }

    @Override
    public void until() {
      output.say(
          Text.of(
              "Serving until Ctrl-C. These keys are of the management account; `sandbox keys` lists"
                  + " the others.",
              "Ctrl-Cで終了します。上のキーは管理アカウントのものです。他のアカウントのキーは `sandbox keys` で確認できます。"));
    }
  }

  private record JsonView(Output output) implements View {
    @Override
    public void served(URI endpoint, SortedMap<String, AccessKey> keys) {
      ObjectNode answer = Json.object().put("endpoint", endpoint.toString());
      ObjectNode node = answer.putObject("keys");
      for (Map.Entry<String, AccessKey> key : keys.entrySet()) {
        node.putObject(key.getKey())
            .put("account", key.getValue().account())
            .put("id", key.getValue().id())
            .put("secret", key.getValue().secret());
      }
      output.answer(answer);
    }

    @Override
    public void until() {}
  }
}
