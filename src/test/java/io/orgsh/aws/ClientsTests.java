package io.orgsh.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sts.StsClient;
import tools.jackson.databind.node.JsonNodeFactory;

/** Which calls share a client of the SDK. */
class ClientsTests {
  private static final Service STS = new Service("sts", "sts", "Sts");
  private static final Region TOKYO = new Region("ap-northeast-1");

  private final Wire wire = new Wire();
  private final Clients clients = new Clients(Optional.of(wire.endpoint()), Patience.OF_SANDBOX);

  @AfterEach
  void nothingIsLeftOpen() {
    clients.close();
    wire.close();
  }

  @Test
  void allCallersShareTheClientOfAServiceARegionAndASafety() {
    assertThat(clients.of(STS, call(TOKYO, Call.Safety.READ)))
        .isSameAs(clients.of(STS, call(TOKYO, Call.Safety.READ)))
        .isNotSameAs(clients.of(STS, call(new Region("us-east-1"), Call.Safety.READ)))
        .isNotSameAs(clients.of(STS, call(TOKYO, Call.Safety.WRITE)))
        .isNotSameAs(clients.of(new Service("sns", "sns", "Sns"), call(TOKYO, Call.Safety.READ)));
  }

  @Test
  void aRequestThatBringsNoCredentialsIsNotSent() {
    var sts = (StsClient) clients.of(STS, call(TOKYO, Call.Safety.READ));
    var caller = Credentials.ofUser("AKIATEST", "secret");

    assertThatThrownBy(() -> PaceByCaller.calling(caller, sts::getCallerIdentity))
        .hasStackTraceContaining("a request came without credentials");
    assertThat(wire.requests()).isEmpty();
  }

  private static Call call(Region region, Call.Safety safety) {
    return new Call(
        OperationName.parse("sts:GetCallerIdentity"),
        JsonNodeFactory.instance.objectNode(),
        region,
        safety);
  }
}
