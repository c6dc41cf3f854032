package io.orgsh.expression;

import io.burt.jmespath.Expression;
import io.burt.jmespath.function.Function;
import io.burt.jmespath.node.CreateObjectNode;
import io.burt.jmespath.node.Node;
import io.burt.jmespath.node.NodeFactory;
import io.burt.jmespath.node.Operator;
import io.burt.jmespath.node.PropertyNode;
import io.burt.jmespath.node.StandardNodeFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Compiles one expression and remembers which members each node reads from what it is given: at the
 * top that is the data itself.
 */
final class ReadingRuntime extends JsonRuntime {
  private final IdentityHashMap<Object, Set<String>> reads = new IdentityHashMap<>();
  private final Set<Object> passing = Collections.newSetFromMap(new IdentityHashMap<>());

  /** What is not yet part of another node, in the order of making. */
  private final List<Expression<JsonNode>> roots = new ArrayList<>();

  private @Nullable NodeFactory<JsonNode> factory;

  /** The top-level members that an expression reads. */
  static Set<String> members(String expression) {
    var runtime = new ReadingRuntime();
    return runtime.of(runtime.compile(expression));
  }

  // BaseRuntime's constructor asks for no factory, but the parser does: made when first needed.
  @Override
  public NodeFactory<JsonNode> nodeFactory() {
    NodeFactory<JsonNode> known = factory;
    if (known == null) {
      known = new Recording(new StandardNodeFactory<>(this));
      factory = known;
    }
    return known;
  }

  private Set<String> of(Expression<JsonNode> node) {
    return reads.getOrDefault(node, Set.of());
  }

  private Node<JsonNode> reading(Node<JsonNode> node, List<? extends Expression<JsonNode>> parts) {
    var names = new TreeSet<String>();
    parts.forEach(part -> names.addAll(of(part)));
    return made(node, names, parts);
  }

  private Node<JsonNode> looking(Node<JsonNode> node, Expression<JsonNode> part) {
    return made(node, Set.of(), List.of(part));
  }

  private Node<JsonNode> made(
      Node<JsonNode> node, Set<String> names, List<? extends Expression<JsonNode>> parts) {
    reads.put(node, names);
    Set<Object> used = Collections.newSetFromMap(new IdentityHashMap<>());
    used.addAll(parts);
    roots.removeIf(used::contains);
    roots.add(node);
    return node;
  }

  private final class Recording implements NodeFactory<JsonNode> {
    private final NodeFactory<JsonNode> nodes;

    Recording(NodeFactory<JsonNode> nodes) {
      this.nodes = nodes;
    }

    @Override
    public Node<JsonNode> createCurrent() {
      Node<JsonNode> node = nodes.createCurrent();
      passing.add(node);
      return made(node, Set.of(), List.of());
    }

    @Override
    public Node<JsonNode> createProperty(String name) {
      return made(new PropertyNode<>(ReadingRuntime.this, name), Set.of(name), List.of());
    }

    /** What a sequence reads is what its first node reads; {@code @} hands the data on. */
    @Override
    public Node<JsonNode> createSequence(List<Node<JsonNode>> parts) {
      int first = 0;
      while (first < parts.size() - 1 && passing.contains(parts.get(first))) {
        first++;
      }
      return made(nodes.createSequence(parts), of(parts.get(first)), parts);
    }

    @Override
    public Node<JsonNode> createComparison(
        Operator operator, Expression<JsonNode> left, Expression<JsonNode> right) {
      return reading(nodes.createComparison(operator, left, right), List.of(left, right));
    }

    @Override
    public Node<JsonNode> createOr(Expression<JsonNode> left, Expression<JsonNode> right) {
      return reading(nodes.createOr(left, right), List.of(left, right));
    }

    @Override
    public Node<JsonNode> createAnd(Expression<JsonNode> left, Expression<JsonNode> right) {
      return reading(nodes.createAnd(left, right), List.of(left, right));
    }

    @Override
    public Node<JsonNode> createNegate(Expression<JsonNode> negated) {
      return reading(nodes.createNegate(negated), List.of(negated));
    }

    @Override
    public Node<JsonNode> createFunctionCall(
        String name, List<? extends Expression<JsonNode>> arguments) {
      return reading(nodes.createFunctionCall(name, arguments), arguments);
    }

    @Override
    public Node<JsonNode> createFunctionCall(
        Function function, List<? extends Expression<JsonNode>> arguments) {
      return reading(nodes.createFunctionCall(function, arguments), arguments);
    }

    /** An entry does not show its value: they are the nodes made last, one for each. */
    @Override
    public Node<JsonNode> createCreateObject(List<CreateObjectNode.Entry<JsonNode>> entries) {
      int first = Math.max(0, roots.size() - entries.size());
      List<Expression<JsonNode>> values = List.copyOf(roots.subList(first, roots.size()));
      return reading(nodes.createCreateObject(entries), values);
    }

    @Override
    public Node<JsonNode> createCreateArray(List<? extends Expression<JsonNode>> elements) {
      return reading(nodes.createCreateArray(elements), elements);
    }

    // These look at elements, never at the data itself.

    @Override
    public Node<JsonNode> createIndex(int index) {
      return made(nodes.createIndex(index), Set.of(), List.of());
    }

    @Override
    public Node<JsonNode> createSlice(
        @Nullable Integer start, @Nullable Integer stop, @Nullable Integer step) {
      return made(nodes.createSlice(start, stop, step), Set.of(), List.of());
    }

    @Override
    public Node<JsonNode> createProjection(Expression<JsonNode> projected) {
      return looking(nodes.createProjection(projected), projected);
    }

    @Override
    public Node<JsonNode> createFlattenArray() {
      return made(nodes.createFlattenArray(), Set.of(), List.of());
    }

    @Override
    public Node<JsonNode> createFlattenObject() {
      return made(nodes.createFlattenObject(), Set.of(), List.of());
    }

    @Override
    public Node<JsonNode> createSelection(Expression<JsonNode> test) {
      return looking(nodes.createSelection(test), test);
    }

    @Override
    public Node<JsonNode> createExpressionReference(Expression<JsonNode> referenced) {
      return looking(nodes.createExpressionReference(referenced), referenced);
    }

    @Override
    public Node<JsonNode> createString(String text) {
      return made(nodes.createString(text), Set.of(), List.of());
    }

    @Override
    public Node<JsonNode> createJsonLiteral(String json) {
      return made(nodes.createJsonLiteral(json), Set.of(), List.of());
    }
  }
}
