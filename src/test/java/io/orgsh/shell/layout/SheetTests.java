package io.orgsh.shell.layout;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SheetTests {

  @Test
  void aFieldsTextGoesOnBelowItsOwnBeginning() {
    var sheet = new Sheet(32);

    sheet.field("Why", 4, "The trail cannot be made before its bucket.").field("費用", 4, "なし");

    assertThat(String.join("\n", sheet.lines()))
        .isEqualTo(
            """
              Why   The trail cannot be
                    made before its bucket.
              費用  なし\
            """);
  }

  @Test
  void twoEndsStandBelowEachOtherWhenTheyDoNotFit() {
    assertThat(new Sheet(21).ends("step 1", "run 7").lines())
        .containsExactly("step 1         run 7");
    assertThat(new Sheet(21).ends("step 1 of 12", "run seven").lines())
        .containsExactly("step 1 of 12", "run seven");
  }
}
