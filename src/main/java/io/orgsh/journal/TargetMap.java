package io.orgsh.journal;

import io.orgsh.runbook.Target;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An unchangeable map from targets, in the order in which they came, of which another one with one
 * more value is made in a few steps whatever its size: a run makes one per event. All maps made
 * from each other share the places of their targets.
 *
 * <p>The values lie in a tree of arrays of {@value #WIDTH}; another value copies the arrays on the
 * way to it.
 *
 * @param <V> what a target has
 */
final class TargetMap<V> extends AbstractMap<Target, V> {
  private static final int BITS = 5;
  private static final int WIDTH = 1 << BITS;

  private final Places places;
  private final int size;
  private final int height;
  private final @Nullable Object[] root;

  private TargetMap(Places places, int size, int height, @Nullable Object[] root) {
    this.places = places;
    this.size = size;
    this.height = height;
    this.root = root;
  }

  /** Where each target's value lies; only ever grows. */
  private record Places(Map<Target, Integer> of, Map<Integer, Target> at) {
    Places() {
      this(new ConcurrentHashMap<>(), new ConcurrentHashMap<>());
    }
  }

  static <V> TargetMap<V> empty() {
    return new TargetMap<>(new Places(), 0, 1, new @Nullable Object[WIDTH]);
  }

  /** The map with one value more, or another one. */
  TargetMap<V> with(Target target, V value) {
    Integer known = places.of().get(target);
    if (known != null && known < size) {
      return new TargetMap<>(places, size, height, set(root, height, known, value));
    }
    if (known != null || places.of().size() != size) {
      // Another map was made from the same one and has gone on: this one goes its own way.
      return copy().with(target, value);
    }
    places.at().put(size, target);
    places.of().put(target, size);
    return grown(value);
  }

  private TargetMap<V> grown(V value) {
    boolean full = size == 1 << (BITS * height);
    @Nullable Object[] top = root;
    int levels = height;
    if (full) {
      top = new @Nullable Object[WIDTH];
      top[0] = root;
      levels++;
    }
    return new TargetMap<>(places, size + 1, levels, set(top, levels, size, value));
  }

  private TargetMap<V> copy() {
    TargetMap<V> copy = empty();
    for (Map.Entry<Target, V> entry : entrySet()) {
      copy = copy.with(entry.getKey(), entry.getValue());
    }
    return copy;
  }

  private static @Nullable Object[] set(
      @Nullable Object[] array, int level, int place, @Nullable Object value) {
    @Nullable Object[] copy = array.clone();
    int index = (place >>> (BITS * (level - 1))) & (WIDTH - 1);
    if (level == 1) {
      copy[index] = value;
    } else {
      Object below = copy[index];
      copy[index] =
          set(
              below == null ? new @Nullable Object[WIDTH] : (@Nullable Object[]) below,
              level - 1,
              place,
              value);
    }
    return copy;
  }

  @SuppressWarnings("unchecked") // Only values of this type are put in.
  private V at(int place) {
    @Nullable Object[] array = root;
    for (int level = height; level > 1; level--) {
      array = (@Nullable Object[]) there(array[(place >>> (BITS * (level - 1))) & (WIDTH - 1)]);
    }
    return (V) there(array[place & (WIDTH - 1)]);
  }

  private static Object there(@Nullable Object element) {
    if (element == null) {
      throw new IllegalStateException("nothing at a place that was given away");
    }
    return element;
  }

  @Override
  public @Nullable V get(@Nullable Object key) {
    Integer place = key == null ? null : places.of().get(key);
    return place == null || place >= size ? null : at(place);
  }

  @Override
  public boolean containsKey(@Nullable Object key) {
    Integer place = key == null ? null : places.of().get(key);
    return place != null && place < size;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public Set<Entry<Target, V>> entrySet() {
    return new AbstractSet<>() {
      @Override
      public Iterator<Entry<Target, V>> iterator() {
        return entries();
      }

      @Override
      public int size() {
        return size;
      }
    };
  }

  private Iterator<Entry<Target, V>> entries() {
    return new Iterator<>() {
      private int next;

      @Override
      public boolean hasNext() {
        return next < size;
      }

      @Override
      public Entry<Target, V> next() {
        if (next >= size) {
          throw new NoSuchElementException();
        }
        Target target = places.at().get(next);
        if (target == null) {
          throw new IllegalStateException("no target at place " + next);
        }
        return Map.entry(target, at(next++));
      }
    };
  }

  /** The same targets with something made of each value. */
  <W> Map<Target, W> view(Function<V, W> made) {
    return new View<>(this, made);
  }

  private static final class View<V, W> extends AbstractMap<Target, W> {
    private final TargetMap<V> map;
    private final Function<V, W> made;

    View(TargetMap<V> map, Function<V, W> made) {
      this.map = map;
      this.made = made;
    }

    @Override
    public @Nullable W get(@Nullable Object key) {
      V value = map.get(key);
      return value == null ? null : made.apply(value);
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
      return map.containsKey(key);
    }

    @Override
    public Set<Entry<Target, W>> entrySet() {
      return new AbstractSet<>() {
        @Override
        public Iterator<Entry<Target, W>> iterator() {
          Iterator<Entry<Target, V>> entries = map.entries();
          return new Iterator<>() {
            @Override
            public boolean hasNext() {
              return entries.hasNext();
            }

            @Override
            public Entry<Target, W> next() {
              Entry<Target, V> entry = entries.next();
              return Map.entry(entry.getKey(), made.apply(entry.getValue()));
            }
          };
        }

        @Override
        public int size() {
          return map.size();
        }
      };
    }
  }
}
