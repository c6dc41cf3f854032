package io.orgsh.expression;

import freemarker.template.TemplateBooleanModel;
import freemarker.template.TemplateCollectionModel;
import freemarker.template.TemplateHashModelEx;
import freemarker.template.TemplateModel;
import freemarker.template.TemplateModelException;
import freemarker.template.TemplateModelIterator;
import freemarker.template.TemplateNumberModel;
import freemarker.template.TemplateScalarModel;
import freemarker.template.TemplateSequenceModel;
import java.math.BigDecimal;
import java.util.Iterator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** JSON as FreeMarker sees it, and back. FreeMarker's null stands for "has no value". */
sealed interface JsonModel extends TemplateModel {

  /** A longer text, such as a whole file, is only ever put in as it is. */
  int MOST_CHARACTERS = 64 * 1024;

  /** AWS has no number of more. */
  int MOST_DIGITS = 1000;

  /** The JSON behind it. */
  JsonNode node();

  /** An object. */
  record Hash(JsonNode node) implements JsonModel, TemplateHashModelEx {
    @Override
    public @Nullable TemplateModel get(String key) {
      return of(node.get(key));
    }

    @Override
    public boolean isEmpty() {
      return node.isEmpty();
    }

    @Override
    public int size() {
      return node.size();
    }

    @Override
    public TemplateCollectionModel keys() {
      ArrayNode keys = JsonNodeFactory.instance.arrayNode();
      Budget.spend(node.size());
      node.propertyNames().forEach(keys::add);
      return new Sequence(keys);
    }

    @Override
    public TemplateCollectionModel values() {
      ArrayNode values = JsonNodeFactory.instance.arrayNode();
      Budget.spend(node.size());
      node.forEach(values::add);
      return new Sequence(values);
    }
  }

  /** A list. */
  record Sequence(JsonNode node)
      implements JsonModel, TemplateSequenceModel, TemplateCollectionModel {
    @Override
    public @Nullable TemplateModel get(int index) {
      return of(node.get(index));
    }

    @Override
    public int size() {
      return node.size();
    }

    @Override
    public TemplateModelIterator iterator() {
      Iterator<JsonNode> elements = node.iterator();
      return new TemplateModelIterator() {
        @Override
        public @Nullable TemplateModel next() {
          return of(elements.next());
        }

        @Override
        public boolean hasNext() {
          return elements.hasNext();
        }
      };
    }
  }

  /** A text. */
  record Characters(JsonNode node) implements JsonModel, TemplateScalarModel {
    @Override
    public String getAsString() {
      String text = node.stringValue();
      if (text.length() > MOST_CHARACTERS) {
        throw new Budget.Spent();
      }
      return text;
    }
  }

  /** A number. */
  record Numeral(JsonNode node) implements JsonModel, TemplateNumberModel {
    @Override
    public Number getAsNumber() {
      return bounded(node.decimalValue());
    }
  }

  /** True or false. */
  record Truth(JsonNode node) implements JsonModel, TemplateBooleanModel {
    @Override
    public boolean getAsBoolean() {
      return node.booleanValue();
    }
  }

  /** JSON for FreeMarker; null for what is not there. */
  static @Nullable TemplateModel of(@Nullable JsonNode node) {
    Budget.spend(1);
    if (node == null || node.isNull() || node.isMissingNode()) {
      return null;
    }
    if (node.isObject()) {
      return new Hash(node);
    }
    if (node.isArray()) {
      return new Sequence(node);
    }
    if (node.isNumber()) {
      return new Numeral(node);
    }
    return node.isBoolean() ? new Truth(node) : new Characters(StringNode.valueOf(node.asString()));
  }

  /** What FreeMarker answered; empty for what is no data, such as a method. */
  static Optional<JsonNode> back(@Nullable TemplateModel model) throws TemplateModelException {
    JsonNodeFactory json = JsonNodeFactory.instance;
    return switch (model) {
      case null -> Optional.empty();
      case JsonModel ours -> Optional.of(ours.node());
      case TemplateScalarModel text -> Optional.of(json.stringNode(text.getAsString()));
      case TemplateNumberModel number -> Optional.of(number(number.getAsNumber()));
      case TemplateBooleanModel truth -> Optional.of(json.booleanNode(truth.getAsBoolean()));
      case TemplateSequenceModel sequence -> {
        ArrayNode list = json.arrayNode();
        for (int i = 0; i < sequence.size(); i++) {
          back(sequence.get(i)).ifPresent(list::add);
        }
        yield Optional.of(list);
      }
      case TemplateCollectionModel collection -> {
        ArrayNode list = json.arrayNode();
        for (TemplateModelIterator each = collection.iterator(); each.hasNext(); ) {
          back(each.next()).ifPresent(list::add);
        }
        yield Optional.of(list);
      }
      case TemplateHashModelEx hash -> {
        ObjectNode object = json.objectNode();
        for (TemplateModelIterator each = hash.keys().iterator(); each.hasNext(); ) {
          String key = ((TemplateScalarModel) each.next()).getAsString();
          Optional<JsonNode> value = back(hash.get(key));
          if (value.isPresent()) {
            object.set(key, value.get());
          }
        }
        yield Optional.of(object);
      }
      default -> Optional.empty();
    };
  }

  /** A number of a few characters, such as 1e999999999, can have more digits than fit anywhere. */
  static BigDecimal bounded(BigDecimal number) {
    if (Math.abs((long) number.scale()) > MOST_DIGITS) {
      throw new Budget.Spent();
    }
    return number;
  }

  private static JsonNode number(Number number) {
    BigDecimal decimal = bounded(new BigDecimal(number.toString()));
    BigDecimal plain = decimal.stripTrailingZeros();
    return plain.scale() <= 0
        ? JsonNodeFactory.instance.numberNode(plain.toBigIntegerExact())
        : JsonNodeFactory.instance.numberNode(plain);
  }
}
