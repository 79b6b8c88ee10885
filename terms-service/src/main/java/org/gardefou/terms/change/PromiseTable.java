package org.gardefou.terms.change;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gardefou.terms.clause.PromiseWords;
import org.gardefou.terms.language.Language;
import org.gardefou.terms.language.Text;
import org.gardefou.terms.language.Wording;
import org.gardefou.terms.plan.Promises;
import org.jspecify.annotations.Nullable;

/** What a promise that comes, goes or changes does to the customer. Pure; the table is {@code changes/promises.json}. */
record PromiseTable(List<Row> rows, ObjectMapper json) {

    /**
     * A promise.
     *
     * @param path where it stands in the promises
     * @param topic the clause that speaks of it
     * @param gained what it means that something is said of it at all; null: it is to the customer's advantage
     */
    record Row(
            String path,
            String topic,
            Better better,
            @Nullable ChangeClass gained,
            Text name) {

        /** What became of it; empty when it is the same. */
        Optional<Why> difference(JsonNode before, JsonNode after) {
            JsonNode was = before.at(path);
            JsonNode is = after.at(path);
            if (was.equals(is)) return Optional.empty();
            ChangeClass found = found(was, is);
            return Optional.of(new Why(path, found, new Text(told(was, is, Language.FR), told(was, is, Language.EN))));
        }

        private ChangeClass found(JsonNode was, JsonNode is) {
            if (was.isMissingNode()) return gained == null ? better.gained(is) : gained;
            if (is.isMissingNode()) return ChangeClass.ADVERSE;
            return better.of(was, is);
        }

        private String told(JsonNode before, JsonNode after, Language language) {
            boolean french = language == Language.FR;
            String was = told(before, language);
            String is = told(after, language);
            String of = name.in(language) + (french ? "\u00a0: " : ": ");
            if (was.equals(is)) return of + is + (french ? ", écrit autrement" : ", written differently");
            return of + was + (french ? " devient " : " becomes ") + is;
        }

        private String told(JsonNode value, Language language) {
            if (value.isMissingNode()) return language == Language.FR ? "rien" : "nothing";
            return better.told(value, language);
        }
    }

    /** Which way a promise gets better for the customer. What cannot be told to be better is worse: doubt is theirs (L211-1). */
    enum Better {
        YES {
            @Override
            String told(JsonNode value, Language language) {
                return PromiseWords.yes(value.booleanValue(), language);
            }

            @Override
            boolean improves(JsonNode was, JsonNode is) {
                return is.booleanValue();
            }
        },
        NO {
            @Override
            String told(JsonNode value, Language language) {
                return PromiseWords.yes(value.booleanValue(), language);
            }

            @Override
            boolean improves(JsonNode was, JsonNode is) {
                return !is.booleanValue();
            }
        },
        MORE {
            @Override
            String told(JsonNode value, Language language) {
                return value.asText();
            }

            @Override
            boolean improves(JsonNode was, JsonNode is) {
                return number(is).compareTo(number(was)) >= 0;
            }
        },
        HIGHER_PERCENT {
            @Override
            String told(JsonNode value, Language language) {
                return Wording.percent(number(value), language);
            }

            @Override
            boolean improves(JsonNode was, JsonNode is) {
                return number(is).compareTo(number(was)) >= 0;
            }
        },
        SHORTER {
            @Override
            String told(JsonNode value, Language language) {
                return Wording.lasting(length(value), language);
            }

            @Override
            boolean improves(JsonNode was, JsonNode is) {
                return length(is).compareTo(length(was)) <= 0;
            }
        },
        LONGER {
            @Override
            String told(JsonNode value, Language language) {
                return Wording.lasting(length(value), language);
            }

            @Override
            boolean improves(JsonNode was, JsonNode is) {
                return length(is).compareTo(length(was)) >= 0;
            }
        },
        FARTHER {
            @Override
            String told(JsonNode value, Language language) {
                return PromiseWords.location(Promises.Location.valueOf(value.textValue()), language);
            }

            @Override
            boolean improves(JsonNode was, JsonNode is) {
                return Promises.Location.valueOf(is.textValue()).compareTo(Promises.Location.valueOf(was.textValue()))
                        >= 0;
            }
        },
        SUPERSET {
            @Override
            String told(JsonNode value, Language language) {
                return PromiseWords.tasks(
                        texts(value).stream()
                                .map(Promises.Task::valueOf)
                                .collect(Collectors.toCollection(TreeSet::new)),
                        language);
            }

            @Override
            boolean improves(JsonNode was, JsonNode is) {
                return texts(is).containsAll(texts(was)) && (asks(is) || !asks(was));
            }

            @Override
            ChangeClass gained(JsonNode is) {
                return asks(is) ? super.gained(is) : worse();
            }

            /** Whether the customer is asked before each restore: a site that goes back without their word loses what is newer. */
            private static boolean asks(JsonNode value) {
                return !texts(value).contains(Promises.Task.RESTORES.name());
            }
        },
        WIDER_HOURS {
            @Override
            String told(JsonNode value, Language language) {
                return PromiseWords.hours(
                        new Promises.Hours(
                                texts(value.path("days")).stream()
                                        .map(DayOfWeek::valueOf)
                                        .collect(Collectors.toSet()),
                                value.path("from").textValue(),
                                value.path("to").textValue(),
                                value.path("zone").textValue()),
                        language);
            }

            @Override
            boolean improves(JsonNode was, JsonNode is) {
                return was.path("zone").equals(is.path("zone"))
                        && texts(is.path("days")).containsAll(texts(was.path("days")))
                        && is.path("from")
                                        .textValue()
                                        .compareTo(was.path("from").textValue())
                                <= 0
                        && is.path("to").textValue().compareTo(was.path("to").textValue()) >= 0;
            }
        },
        CHEAPER {
            @Override
            String told(JsonNode value, Language language) {
                return Wording.amount(
                        value.path("amount").longValue(), value.path("currency").textValue(), language);
            }

            @Override
            boolean improves(JsonNode was, JsonNode is) {
                return was.path("currency").equals(is.path("currency"))
                        && number(is.path("amount")).compareTo(number(was.path("amount"))) <= 0;
            }

            @Override
            ChangeClass worse() {
                return ChangeClass.COSTLIER;
            }
        };

        abstract boolean improves(JsonNode was, JsonNode is);

        /** What is promised, in words. */
        abstract String told(JsonNode value, Language language);

        ChangeClass worse() {
            return ChangeClass.ADVERSE;
        }

        /** What it means that something is promised where nothing was. */
        ChangeClass gained(JsonNode is) {
            return ChangeClass.FAVOURABLE;
        }

        ChangeClass of(JsonNode was, JsonNode is) {
            if (!improves(was, is)) return worse();
            // The same in other words: P1D and PT24H, 99.9 and 99.90.
            return improves(is, was) ? ChangeClass.EDITORIAL : ChangeClass.FAVOURABLE;
        }

        private static BigDecimal number(JsonNode value) {
            return value.decimalValue();
        }

        private static Duration length(JsonNode value) {
            return Duration.parse(value.textValue());
        }

        private static Set<String> texts(JsonNode list) {
            Set<String> values = new HashSet<>();
            list.forEach(value -> values.add(value.textValue()));
            return values;
        }
    }

    /** What differs, and in which topic. */
    record Difference(String topic, Why why) {}

    static PromiseTable read(ObjectMapper json) {
        return new PromiseTable(List.of(Tables.read(json, "promises.json", Row[].class)), json);
    }

    Stream<Difference> differences(Promises before, Promises after) {
        JsonNode was = json.valueToTree(before);
        JsonNode is = json.valueToTree(after);
        return rows.stream()
                .flatMap(row -> row.difference(was, is).map(why -> new Difference(row.topic, why)).stream());
    }
}
