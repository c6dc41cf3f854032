package io.orgsh.aws;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

/** Who shares a pace, and for how long it is kept. */
class PacesTests {
  private static final Credentials ONE = Credentials.ofUser("AKIAONE", "secret");
  private static final Credentials OTHER = Credentials.ofUser("AKIAOTHER", "secret");

  private final Paces paces = new Paces(() -> 0);

  @Test
  void aPaceIsThatOfACallerAnOperationAndARegion() {
    assertThat(paces.of(call("config:DescribeConfigRules", "us-east-1"), ONE))
        .isSameAs(paces.of(call("config:DescribeConfigRules", "us-east-1"), ONE))
        .isNotSameAs(paces.of(call("config:DescribeConfigRules", "us-east-1"), OTHER))
        .isNotSameAs(paces.of(call("config:DescribeConfigRules", "us-west-2"), ONE))
        .isNotSameAs(paces.of(call("config:DescribeDeliveryChannels", "us-east-1"), ONE));
  }

  @Test
  void whoKeepsCallingIsNotForgottenAndOthersAreInTheEnd() {
    Call call = call("config:DescribeConfigRules", "us-east-1");
    Pace kept = paces.of(call, ONE);
    Pace once = paces.of(call, OTHER);

    for (int i = 0; i < 3 * Paces.MOST; i++) {
      paces.of(call, Credentials.ofUser("AKIA" + i, "secret"));
      assertThat(paces.of(call, ONE)).isSameAs(kept);
    }

    assertThat(paces.of(call, OTHER)).isNotSameAs(once);
  }

  private static Call call(String operation, String region) {
    return new Call(
        OperationName.parse(operation),
        JsonNodeFactory.instance.objectNode(),
        new Region(region),
        Call.Safety.READ);
  }
}
