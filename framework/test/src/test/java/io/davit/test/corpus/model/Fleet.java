package io.davit.test.corpus.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.crd.generator.annotation.PreserveUnknownFields;
import io.fabric8.crd.generator.annotation.PrinterColumn;
import io.fabric8.crd.generator.annotation.PrinterColumnFormat;
import io.fabric8.crd.generator.annotation.SelectableField;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Nullable;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.LabelSelector;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.SpecReplicas;
import io.fabric8.kubernetes.model.annotation.StatusReplicas;
import io.fabric8.kubernetes.model.annotation.Version;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Ships that sail together: nested lists, maps of lists, enums, int-or-string, quantities, a scale, printer columns, rules. */
@Group("generated.corpus.example")
@Version("v1")
@ShortNames({"flt", "fl"})
@Categories("harbour")
@AdditionalPrinterColumn(
        jsonPath = ".metadata.creationTimestamp",
        name = "Age",
        type = AdditionalPrinterColumn.Type.DATE)
public class Fleet extends CustomResource<Fleet.Spec, Fleet.Status> implements Namespaced {

    private static final long serialVersionUID = 1;

    /** What is wanted. */
    @ValidationRule(
            value = "self.minShips <= self.maxShips",
            message = "minShips must not exceed maxShips",
            fieldPath = ".minShips",
            reason = "FieldValueInvalid")
    @ValidationRule(
            value = "!has(oldSelf.flag) || (has(self.flag) && self.flag == oldSelf.flag)",
            messageExpression = "'the flag stays ' + oldSelf.flag")
    public static class Spec {
        @Required
        @Size(min = 2, max = 32)
        @PrinterColumn(name = "Captain")
        @SelectableField
        @JsonPropertyDescription("Who commands.")
        public String captain;

        @SpecReplicas
        @Min(0)
        @Max(100)
        @Default("1")
        public int ships;

        @Min(value = 0, inclusive = false)
        @Default("1")
        public int minShips;

        @Max(1000)
        @Default("10")
        public long maxShips;

        @Size(max = 2)
        @Pattern("^[A-Z]{2}$")
        public String flag;

        @Default("DIESEL")
        public Engine engine;

        @Size(max = 5)
        public List<Hull> hulls;

        public List<List<Integer>> decks;
        public Map<String, List<Crew>> crews;
        public Map<String, Map<String, Quantity>> stores;
        public Map<String, @Pattern("^[a-z]+$") String> labels;
        public Set<String> ports;
        public IntOrString maxUnavailable;
        public Quantity fuel;
        public Map<String, Quantity> cargo;

        @Nullable
        public String remark;

        @PreserveUnknownFields
        public Map<String, Object> extras;

        public ZonedDateTime departs;

        @JsonProperty("if-late")
        public Boolean ifLate;

        @Min(0)
        @Max(value = 1, inclusive = false)
        public Double load;
    }

    /** What drives a ship; some words are written in small letters. */
    public enum Engine {
        DIESEL,
        STEAM,
        @JsonProperty("sail")
        SAIL
    }

    /** A ship's body. */
    @ValidationRule(value = "self.length > self.width", message = "a hull is longer than wide")
    public static class Hull {
        @Required
        public String name;

        @Min(1)
        public int length;

        @Min(1)
        @Default("1")
        public int width;

        public List<Compartment> compartments;
    }

    /** A part of a hull. */
    public static class Compartment {
        @Required
        public Integer number;

        @Default("false")
        public boolean flooded;

        public List<String> doors;
    }

    /** Who sails. */
    public static class Crew {
        @Required
        public String name;

        @Default("SAILOR")
        public Rank rank;
    }

    public enum Rank {
        SAILOR,
        MATE,
        MASTER
    }

    /** What is. */
    public static class Status {
        @StatusReplicas
        @PrinterColumn(name = "At sea", priority = 1)
        public int atSea;

        @LabelSelector
        public String selector;

        @PrinterColumn(name = "Since", format = PrinterColumnFormat.DATE_TIME)
        public String since;
    }
}
