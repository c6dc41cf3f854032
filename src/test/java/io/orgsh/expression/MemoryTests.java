package io.orgsh.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What was made of a text is made once, as long as there are not too many. */
class MemoryTests {
  private final List<String> made = new ArrayList<>();
  private final Memory<Integer> memory =
      new Memory<>(
          text -> {
            made.add(text);
            return Integer.valueOf(text);
          });

  @Test
  void theSameTextIsReadOnce() {
    assertThat(List.of(memory.of("7"), memory.of("8"), memory.of("7"))).containsExactly(7, 8, 7);
    assertThat(made).containsExactly("7", "8");
  }

  @Test
  void thereIsAnEndToWhatIsKept() {
    for (int i = 0; i <= Memory.MOST; i++) {
      memory.of(String.valueOf(i));
    }

    assertThat(memory.size()).isEqualTo(1);
    assertThat(memory.of("0")).isZero();
    assertThat(made).hasSize(Memory.MOST + 2);
  }

  @Test
  void aMistakeIsNotRemembered() {
    assertThatThrownBy(() -> memory.of("seven")).isInstanceOf(NumberFormatException.class);
    assertThatThrownBy(() -> memory.of("seven")).isInstanceOf(NumberFormatException.class);

    assertThat(made).containsExactly("seven", "seven");
    assertThat(memory.size()).isZero();
  }
}
