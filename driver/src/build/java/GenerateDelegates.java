import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.tools.ToolProvider;

/**
 * Writes one abstract {@code Delegating*} class per JDBC interface, as the API of {@code --release
 * 17} declares it. The table below decides each method: it is passed to the delegate, funnelled
 * into one method, or left abstract. A method that no row of the table decides, or two rows do,
 * fails the build.
 *
 * <p>Run as a single source file: {@code java GenerateDelegates.java <output folder>}.
 */
public final class GenerateDelegates {

  /** What is done with a method. */
  private enum Treatment {
    /** Nothing of a tenant can travel: straight to the delegate. */
    PASS,
    /** It carries SQL, hands out a JDBC object or unwraps: hand-written. */
    ABSTRACT,
    /** A getter of a result: {@code read} where the column is protected. */
    READ,
    /** A setter of a parameter: {@code pass}, and {@code bind} where that is not enough. */
    BIND,
    /** To the delegate that {@code moving()} gives: another row. */
    MOVING,
    /** To the delegate that {@code writable()} gives: changes rows of a result. */
    WRITABLE,
    /** A getter of a parameter of a routine: {@code out}, and {@code read} where it is a cell. */
    OUT,
    /** A setter by the name of a parameter: by its number, where that is known. */
    NAMED,
    /** Registers a parameter of a routine: {@code register}. */
    REGISTER,
    /** Kept, so that another delegate can be given the same: {@code setting}. */
    SETTING,
    /** Executes a text and may ask for keys: {@code …Text(sql, keys)}. */
    EXECUTE,
    /** Hands out a result of metadata: {@code result}. */
    RESULT
  }

  private record Spec(String api, String parent, Map<Treatment, Pattern> rows) {
    String type() {
      return "java.sql." + api;
    }

    Spec with(Treatment treatment, String names) {
      rows.put(treatment, Pattern.compile(names));
      return this;
    }

    static Spec of(String api, String parent) {
      return new Spec(api, parent, new LinkedHashMap<>());
    }
  }

  private static final String VALUE =
      "(Array|AsciiStream|BigDecimal|BinaryStream|Blob|Boolean|Byte|Bytes|CharacterStream|Clob|Date"
          + "|Double|Float|Int|Long|NCharacterStream|NClob|NString|Null|Object|Ref|RowId|SQLXML"
          + "|Short|String|Time|Timestamp|URL|UnicodeStream)";
  private static final String WRAPPER = "unwrap|isWrapperFor|close";

  private static final List<Spec> SPECS =
      List.of(
          Spec.of("Connection", "")
              .with(
                  Treatment.ABSTRACT,
                  WRAPPER
                      + "|createStatement|prepareStatement|prepareCall|getMetaData|nativeSQL"
                      + "|commit|rollback|setAutoCommit|setSavepoint|releaseSavepoint|setCatalog"
                      + "|setSchema|[sg]etClientInfo|beginRequest|endRequest|abort|createArrayOf"
                      + "|setShardingKey(IfValid)?|isClosed|isValid|(get|clear)Warnings")
              .with(
                  Treatment.PASS,
                  "create(Blob|Clob|NClob|SQLXML|Struct)|getAutoCommit"
                      + "|getCatalog|getSchema|getTypeMap|setTypeMap"
                      + "|isReadOnly|setReadOnly|[sg]etHoldability|[sg]etNetworkTimeout"
                      + "|[sg]etTransactionIsolation"),
          Spec.of("Statement", "")
              .with(
                  Treatment.ABSTRACT,
                  WRAPPER
                      + "|executeQuery|addBatch|clearBatch|execute(Large)?Batch|getConnection"
                      + "|getResultSet|getGeneratedKeys|getMoreResults|cancel|isClosed")
              .with(Treatment.EXECUTE, "execute|execute(Large)?Update")
              .with(
                  Treatment.SETTING,
                  "closeOnCompletion|setCursorName|setEscapeProcessing|setFetchDirection"
                      + "|setFetchSize|setLargeMaxRows|setMaxFieldSize|setMaxRows|setPoolable"
                      + "|setQueryTimeout")
              .with(
                  Treatment.PASS,
                  "clearWarnings|enquote(Identifier|Literal|NCharLiteral)|isSimpleIdentifier"
                      + "|getFetchDirection|getFetchSize|get(Large)?MaxRows|getMaxFieldSize"
                      + "|getQueryTimeout|getResultSet(Concurrency|Holdability|Type)"
                      + "|get(Large)?UpdateCount|getWarnings|isCloseOnCompletion|isPoolable"),
          Spec.of("PreparedStatement", "Statement")
              .with(
                  Treatment.ABSTRACT,
                  "execute|executeQuery|execute(Large)?Update|addBatch|clearParameters"
                      + "|get(Parameter)?MetaData")
              .with(Treatment.BIND, "set" + VALUE),
          Spec.of("CallableStatement", "PreparedStatement")
              .with(Treatment.OUT, "get" + VALUE)
              .with(Treatment.NAMED, "set" + VALUE)
              .with(Treatment.REGISTER, "registerOutParameter")
              .with(Treatment.PASS, "wasNull"),
          Spec.of("ResultSet", "")
              .with(Treatment.ABSTRACT, WRAPPER + "|getMetaData|getStatement")
              .with(Treatment.READ, "get" + VALUE)
              .with(
                  Treatment.WRITABLE,
                  "update"
                      + VALUE
                      + "|(insert|update|delete|refresh)Row|moveToInsertRow|cancelRowUpdates")
              .with(
                  Treatment.MOVING,
                  "next|previous|first|last|absolute|relative|beforeFirst|afterLast|moveToCurrentRow")
              .with(
                  Treatment.PASS,
                  "clearWarnings|findColumn|getConcurrency|getCursorName|[sg]etFetchDirection"
                      + "|[sg]etFetchSize|getHoldability|getRow|getType|getWarnings|isAfterLast"
                      + "|isBeforeFirst|isClosed|isFirst|isLast|row(Deleted|Inserted|Updated)"
                      + "|wasNull"),
          Spec.of("ResultSetMetaData", "")
              .with(
                  Treatment.ABSTRACT,
                  "unwrap|isWrapperFor|getColumn(ClassName|DisplaySize|Type|TypeName)"
                      + "|getPrecision|getScale|isSigned|isCaseSensitive|isSearchable|isCurrency")
              .with(
                  Treatment.PASS,
                  "get(Catalog|Schema|Table)Name|getColumn(Count|Label|Name)|isAutoIncrement"
                      + "|is(Definitely)?Writable|isNullable|isReadOnly"),
          Spec.of("ParameterMetaData", "")
              .with(
                  Treatment.ABSTRACT,
                  "unwrap|isWrapperFor|getParameter(ClassName|Count|Mode|Type|TypeName)"
                      + "|getPrecision|getScale|isNullable|isSigned"),
          Spec.of("Array", "")
              .with(Treatment.RESULT, "getResultSet")
              .with(Treatment.PASS, "free|getArray|getBaseType|getBaseTypeName"),
          Spec.of("DatabaseMetaData", "")
              .with(Treatment.ABSTRACT, "unwrap|isWrapperFor|getConnection|getURL")
              .with(
                  Treatment.RESULT,
                  "getAttributes|getBestRowIdentifier|getCatalogs|getClientInfoProperties"
                      + "|getColumnPrivileges|getColumns|getCrossReference|get(Ex|Im)portedKeys"
                      + "|get(Function|Procedure|PseudoColumn)(s|Columns)|getIndexInfo"
                      + "|getPrimaryKeys|getSchemas|getSuper(Tables|Types)|getTable(s|Privileges)"
                      + "|getTableTypes|getTypeInfo|getUDTs|getVersionColumns")
              .with(
                  Treatment.PASS,
                  "allProceduresAreCallable|allTablesAreSelectable"
                      + "|autoCommitFailureClosesAllResultSets|dataDefinition.*"
                      + "|(deletes|inserts|updates)AreDetected|doesMaxRowSizeIncludeBlobs"
                      + "|generatedKeyAlwaysReturned|getCatalog(Separator|Term)"
                      + "|get(Database|Driver|JDBC)M(ajor|inor)Version"
                      + "|get(Database)?Product(Name|Version)|getDatabaseProduct(Name|Version)"
                      + "|getDefaultTransactionIsolation|getDriver(Name|Version)"
                      + "|getExtraNameCharacters|getIdentifierQuoteString|getMax.*"
                      + "|get(Numeric|String|System|TimeDate)Functions|getProcedureTerm"
                      + "|getResultSetHoldability|getRowIdLifetime|getSQLKeywords|getSQLStateType"
                      + "|getSchemaTerm|getSearchStringEscape|getUserName|isCatalogAtStart"
                      + "|isReadOnly|locatorsUpdateCopy|null.*|o(thers|wn)[A-Z].*AreVisible"
                      + "|stores.*|supports.*|usesLocalFile(s|PerTable)"));

  private GenerateDelegates() {}

  /** Writes the classes below the folder that the first argument names. */
  public static void main(String[] args) throws IOException {
    Path out = Files.createDirectories(Path.of(args[0], "io", "tenantcrypt", "jdbc", "delegate"));
    var task =
        ToolProvider.getSystemJavaCompiler()
            .getTask(
                null,
                null,
                null,
                List.of("--release", "17", "-proc:only"),
                SPECS.stream().map(Spec::type).toList(),
                null);
    task.setProcessors(List.of(new Writer(out)));
    if (!task.call()) {
      throw new IllegalStateException("javac refused the JDBC interfaces");
    }
  }

  private static final class Writer extends AbstractProcessor {
    private final Path out;
    private final Set<String> imports = new TreeSet<>();

    Writer(Path out) {
      this.out = out;
    }

    @Override
    public Set<String> getSupportedAnnotationTypes() {
      return Set.of("*");
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
      return SourceVersion.latest();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
      if (!round.processingOver()) {
        for (Spec spec : SPECS) {
          try {
            Files.writeString(out.resolve("Delegating" + spec.api() + ".java"), source(spec));
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        }
      }
      return false;
    }

    private String source(Spec spec) {
      imports.clear();
      imports.add(spec.type());
      imports.add("java.sql.SQLException");
      String body =
          own(spec).stream()
              .sorted(Comparator.comparing(this::signature))
              .map(method -> method(spec, method))
              .collect(joining());
      String hooks = hooks(spec);
      boolean generic = List.of("Statement", "PreparedStatement").contains(spec.api());
      boolean mayFail = generic || spec.api().equals("Connection");
      String head = generic ? "<D extends " + spec.api() + ">" : "";
      String delegate = generic ? "D" : spec.api();
      String parent =
          switch (spec.parent()) {
            case "" -> "";
            case "PreparedStatement" ->
                "\n    extends DelegatingPreparedStatement<" + delegate + ">";
            default -> "\n    extends DelegatingStatement<" + delegate + ">";
          };
      String accessor =
          spec.parent().isEmpty()
              ? """

                  /** The object of the real driver that a call goes to now. */
                  protected abstract %s delegate()%s;
                """
                  .formatted(delegate, mayFail ? " throws SQLException" : "")
              : "";
      return """
          package io.tenantcrypt.jdbc.delegate;

          %s
          /** Generated by GenerateDelegates: all of {@link %s}, decided by its table. */
          public abstract class Delegating%s%s%s
              implements %s {

            /** For subclasses. */
            protected Delegating%s() {}
          %s%s
          %s}
          """
          .formatted(
              imports.stream().map(i -> "import " + i + ";\n").collect(joining()),
              spec.api(),
              spec.api(),
              head,
              parent,
              spec.api(),
              spec.api(),
              accessor,
              hooks,
              body);
    }

    /** The methods that a class declares: without those that the parent's class has. */
    private List<ExecutableElement> own(Spec spec) {
      Set<String> inherited = new TreeSet<>();
      if (!spec.parent().isEmpty()) {
        methods("java.sql." + spec.parent()).forEach(m -> inherited.add(signature(m)));
      }
      List<ExecutableElement> own = new ArrayList<>();
      Set<String> seen = new TreeSet<>();
      for (ExecutableElement method : methods(spec.type())) {
        if (!inherited.contains(signature(method)) && seen.add(signature(method))) {
          own.add(method);
        }
      }
      return own;
    }

    private List<ExecutableElement> methods(String type) {
      var elements = processingEnv.getElementUtils();
      return ElementFilter.methodsIn(elements.getAllMembers(elements.getTypeElement(type))).stream()
          .filter(m -> m.getEnclosingElement().getKind() == ElementKind.INTERFACE)
          .filter(m -> !m.getModifiers().contains(Modifier.STATIC))
          .toList();
    }

    private String hooks(Spec spec) {
      return switch (spec.api()) {
        case "Statement" ->
            """

              /** Does something to each delegate, now and later; the last of one name counts. */
              protected abstract void setting(String name, StatementAction<Statement> action)
                  throws SQLException;

              protected abstract boolean executeText(String sql, KeyRequest keys) throws SQLException;

              protected abstract int executeUpdateText(String sql, KeyRequest keys) throws SQLException;

              protected abstract long executeLargeUpdateText(String sql, KeyRequest keys)
                  throws SQLException;
            """;
        case "PreparedStatement" ->
            """

              /** Most setters have none: an array for each call would be garbage. */
              private static final Object[] NO_HINTS = {};

              /** Remembers a binding and makes it; false where {@link #bind} must see the value. */
              protected abstract boolean pass(int parameterIndex, Binding binding)
                  throws SQLException;

              /** The same for a value that can be read once only. */
              protected abstract boolean passOnce(int parameterIndex, Binding binding)
                  throws SQLException;

              /** Takes a value that is sealed or checked, and its call; {@code hints} as the setter's order has them. */
              protected abstract void bind(
                  int parameterIndex, Binding binding, Form form, Object value, Object... hints)
                  throws SQLException;
            """;
        case "CallableStatement" ->
            """

              /** The number of a named parameter; 0 where names are the real driver's matter. */
              protected abstract int named(String name) throws SQLException;

              /** The real position of a parameter that is read as it is; 0 where it is a cell. */
              protected abstract int out(int index) throws SQLException;

              /** The value of a parameter that is a cell; null for SQL NULL. */
              protected abstract Object read(int index, Form form, Object hint)
                  throws SQLException;

              /** Registers a parameter that gives something back. */
              protected abstract void register(int index, Registration registration)
                  throws SQLException;

              /** An object of the real driver, as the application may have it. */
              protected abstract <T> T handOut(T value) throws SQLException;
            """;
        case "ResultSet" ->
            """

              /** The delegate, before it goes to another row. */
              protected abstract ResultSet moving() throws SQLException;

              /** The delegate, where rows may be changed through it. */
              protected abstract ResultSet writable() throws SQLException;

              /** Whether a column is read as it is. */
              protected abstract boolean plain(int columnIndex) throws SQLException;

              /** The value of a column that is not plain; null for SQL NULL. */
              protected abstract Object read(int columnIndex, Form form, Object hint)
                  throws SQLException;

              /** An object of the real driver, as the application may have it. */
              protected abstract <T> T handOut(T value) throws SQLException;
            """;
        case "Array", "DatabaseMetaData" ->
            """

              /** A result of the real driver, as the application may have it. */
              protected abstract ResultSet result(ResultSet raw) throws SQLException;
            """;
        default -> "";
      };
    }

    private String method(Spec spec, ExecutableElement method) {
      String name = method.getSimpleName().toString();
      List<Treatment> decided =
          spec.rows().entrySet().stream()
              .filter(row -> row.getValue().matcher(name).matches())
              .map(Map.Entry::getKey)
              .toList();
      if (decided.size() != 1) {
        throw new IllegalStateException(
            spec.api() + "." + signature(method) + " is decided " + decided.size() + " times");
      }
      List<String> names = names(method);
      return switch (decided.get(0)) {
        case ABSTRACT ->
            "\n  @Override\n" + deprecation(method) + "  public abstract " + head(method) + ";\n";
        case PASS -> body(method, forward(method, "delegate()", names));
        case MOVING -> body(method, forward(method, "moving()", names));
        case WRITABLE -> body(method, forward(method, "writable()", names));
        case OUT -> body(method, out(method, names));
        case NAMED -> body(method, named(method, names));
        case REGISTER -> body(method, register(method, names));
        case SETTING ->
            body(
                method,
                "setting(\""
                    + name
                    + "\", statement -> statement."
                    + name
                    + "("
                    + String.join(", ", names)
                    + "));");
        case EXECUTE ->
            body(method, "return " + name + "Text(" + names.get(0) + ", " + keys(method) + ");");
        case RESULT ->
            body(
                method,
                "return result(delegate()." + name + "(" + String.join(", ", names) + "));");
        case READ -> body(method, read(method, names));
        case BIND -> body(method, bind(method, names));
      };
    }

    private String keys(ExecutableElement method) {
      return method.getParameters().size() == 1
          ? "KeyRequest.NONE"
          : "KeyRequest.of(" + names(method).get(1) + ")";
    }

    private String forward(ExecutableElement method, String target, List<String> names) {
      boolean nothing = method.getReturnType().getKind() == TypeKind.VOID;
      return (nothing ? "" : "return ")
          + target
          + "."
          + method.getSimpleName()
          + "("
          + String.join(", ", names)
          + ");";
    }

    private String forwardOut(ExecutableElement method, List<String> names) {
      String call = forward(method, "delegate()", names);
      return handsOut(method) ? call.replaceFirst("return (.*);", "return handOut($1);") : call;
    }

    private String out(ExecutableElement method, List<String> names) {
      String name = method.getSimpleName().toString();
      List<String> rest = names.subList(1, names.size());
      imports.add("io.tenantcrypt.codec.Form");
      if (isString(method.getParameters().get(0))) {
        String more = rest.isEmpty() ? "" : ", " + String.join(", ", rest);
        return """
            int index = named(%1$s);
                return index > 0 ? %2$s(index%3$s) : %4$s"""
            .formatted(
                names.get(0), name, more, forwardOut(method, names).replaceFirst("^return ", ""));
      }
      List<String> sent = new ArrayList<>(names);
      sent.set(0, "position");
      return """
          int position = out(%1$s);
              if (position > 0) {
                %2$s
              }
              Object value = read(%1$s, %3$s, %4$s);
              return %5$s;"""
          .formatted(
              names.get(0),
              forwardOut(method, sent),
              form(name),
              rest.isEmpty() ? "null" : rest.get(0),
              converted(method, rest));
    }

    private String named(ExecutableElement method, List<String> names) {
      List<String> rest = names.subList(1, names.size());
      List<String> sent = new ArrayList<>(names);
      if (method.getSimpleName().contentEquals("setObject")) {
        sent.set(1, "Raw.of(" + names.get(1) + ")");
      }
      return """
          int index = named(%1$s);
              if (index > 0) {
                %2$s(index, %3$s);
              } else {
                %4$s
              }"""
          .formatted(
              names.get(0),
              method.getSimpleName(),
              String.join(", ", rest),
              forward(method, "delegate()", sent));
    }

    private String register(ExecutableElement method, List<String> names) {
      String rest = String.join(", ", names.subList(1, names.size()));
      if (isString(method.getParameters().get(0))) {
        return """
            int index = named(%1$s);
                if (index > 0) {
                  registerOutParameter(index, %2$s);
                } else {
                  %3$s
                }"""
            .formatted(names.get(0), rest, forward(method, "delegate()", names));
      }
      return "register("
          + names.get(0)
          + ", (statement, position) -> statement.registerOutParameter(position, "
          + rest
          + "));";
    }

    private static boolean handsOut(ExecutableElement method) {
      String name = method.getSimpleName().toString();
      return name.equals("getObject") || name.equals("getArray");
    }

    private String read(ExecutableElement method, List<String> names) {
      String name = method.getSimpleName().toString();
      List<String> rest = names.subList(1, names.size());
      if (isString(method.getParameters().get(0))) {
        String more = rest.isEmpty() ? "" : ", " + String.join(", ", rest);
        return "return " + name + "(findColumn(" + names.get(0) + ")" + more + ");";
      }
      imports.add("io.tenantcrypt.codec.Form");
      String hint = rest.isEmpty() ? "null" : rest.get(0);
      String plain = forward(method, "delegate()", names);
      if (handsOut(method)) {
        plain = plain.replaceFirst("return (.*);", "return handOut($1);");
      }
      return """
          if (plain(%1$s)) {
                %2$s
              }
              Object value = read(%1$s, %3$s, %4$s);
              return %5$s;"""
          .formatted(names.get(0), plain, form(name), hint, converted(method, rest));
    }

    /** The value in the method's type: a primitive's zero for SQL NULL, as JDBC has it. */
    private String converted(ExecutableElement method, List<String> rest) {
      TypeMirror type = method.getReturnType();
      if (type.getKind() == TypeKind.TYPEVAR) {
        return "Primitives.cast(" + rest.get(0) + ", value)";
      }
      if (!type.getKind().isPrimitive()) {
        String printed = print(type);
        return printed.equals("Object") ? "value" : "(" + printed + ") value";
      }
      String box =
          switch (type.getKind()) {
            case INT -> "Integer";
            default ->
                type.toString().substring(0, 1).toUpperCase(Locale.ROOT)
                    + type.toString().substring(1);
          };
      String zero = type.getKind() == TypeKind.BOOLEAN ? "false" : "0";
      return "value == null ? " + zero + " : (" + box + ") value";
    }

    private String bind(ExecutableElement method, List<String> names) {
      String name = method.getSimpleName().toString();
      imports.add("io.tenantcrypt.codec.Form");
      boolean isNull = name.equals("setNull");
      boolean once =
          method.getParameters().stream()
              .anyMatch(p -> p.asType().toString().matches("java\\.io\\.(Reader|InputStream)"));
      List<String> sent = new ArrayList<>(names);
      sent.set(0, "position");
      if (name.equals("setArray") || name.equals("setObject")) {
        sent.set(1, "Raw.of(" + names.get(1) + ")");
      }
      List<String> hints = names.subList(isNull ? 1 : 2, names.size());
      String binding = "(statement, position) -> statement.%s(%s)";
      if (!once && !isNull && mayChange(method.getParameters().get(1))) {
        int calendar = names.indexOf("calendar");
        sent.set(1, sent.get(1).replace(names.get(1), "value"));
        if (calendar > 0) {
          sent.set(calendar, "zone");
        }
        binding =
            "Held.of(%s, %s, (statement, position, value, zone) -> statement.%%s(%%s))"
                .formatted(names.get(1), calendar > 0 ? "calendar" : "null");
      }
      return """
          Binding binding = %3$s;
              if (!%1$s(%2$s, binding)) {
                bind(%2$s, binding, %4$s, %5$s%6$s);
              }"""
          .formatted(
              once ? "passOnce" : "pass",
              names.get(0),
              binding.formatted(name, String.join(", ", sent)),
              form(name),
              isNull ? "null" : names.get(1),
              hints.isEmpty() ? ", NO_HINTS" : ", " + String.join(", ", hints));
    }

    /** Whether the application may change what it gave after the call. */
    private static boolean mayChange(VariableElement value) {
      return !value.asType().getKind().isPrimitive()
          && !value
              .asType()
              .toString()
              .matches("java\\.lang\\.String|java\\.math\\.BigDecimal|java\\.net\\.URL");
    }

    private static String form(String name) {
      String words = name.replaceFirst("^(get|set)", "");
      return "Form."
          + switch (words) {
            case "NString", "NClob", "SQLXML", "URL" -> words.toUpperCase(Locale.ROOT);
            case "NCharacterStream" -> "NCHARACTER_STREAM";
            default -> words.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toUpperCase(Locale.ROOT);
          };
    }

    private static boolean isString(VariableElement parameter) {
      return parameter.asType().toString().equals("java.lang.String");
    }

    /** Names of our own: the API that {@code --release} shows has none. */
    private static List<String> names(ExecutableElement method) {
      List<String> names = new ArrayList<>();
      boolean accessor = method.getSimpleName().toString().matches("([sg]et|update)" + VALUE);
      for (VariableElement parameter : method.getParameters()) {
        String type = parameter.asType().toString().replaceAll("<.*>", "");
        String name =
            accessor && names.isEmpty()
                ? isString(parameter) ? "label" : "index"
                : NAMES.getOrDefault(type, type.substring(type.lastIndexOf('.') + 1));
        name = name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
        names.add(names.contains(name) ? name + (names.size() + 1) : name);
      }
      return names;
    }

    private static final Map<String, String> NAMES =
        Map.ofEntries(
            Map.entry("boolean", "flag"),
            Map.entry("byte", "number"),
            Map.entry("short", "number"),
            Map.entry("int", "number"),
            Map.entry("long", "number"),
            Map.entry("float", "number"),
            Map.entry("double", "number"),
            Map.entry("byte[]", "bytes"),
            Map.entry("int[]", "numbers"),
            Map.entry("java.lang.Class", "type"),
            Map.entry("java.lang.String", "text"),
            Map.entry("java.lang.String[]", "texts"),
            Map.entry("java.lang.Object[]", "values"),
            Map.entry("java.net.URL", "url"),
            Map.entry("java.sql.SQLXML", "xml"));

    private String body(ExecutableElement method, String code) {
      return "\n  @Override\n"
          + deprecation(method)
          + "  public "
          + head(method)
          + " {\n    "
          + code
          + "\n  }\n";
    }

    private String deprecation(Element method) {
      return processingEnv.getElementUtils().isDeprecated(method) ? "  @Deprecated\n" : "";
    }

    private String signature(ExecutableElement method) {
      return method.getSimpleName()
          + method.getParameters().stream()
              .map(p -> p.asType().toString())
              .collect(joining(",", "(", ")"));
    }

    private String head(ExecutableElement method) {
      String generics =
          method.getTypeParameters().isEmpty()
              ? ""
              : method.getTypeParameters().stream()
                  .map(Object::toString)
                  .collect(joining(", ", "<", "> "));
      List<String> names = names(method);
      List<String> parameters = new ArrayList<>();
      for (int i = 0; i < names.size(); i++) {
        parameters.add(print(method.getParameters().get(i).asType()) + " " + names.get(i));
      }
      String exceptions = method.getThrownTypes().stream().map(this::print).collect(joining(", "));
      String line =
          generics
              + print(method.getReturnType())
              + " "
              + method.getSimpleName()
              + "("
              + String.join(", ", parameters)
              + ")";
      return line + (exceptions.isEmpty() ? "" : "\n      throws " + exceptions);
    }

    private static final Pattern QUALIFIED = Pattern.compile("([a-z]+\\.)+([A-Z]\\w*)");

    /** A type by its simple names, imported. */
    private String print(TypeMirror type) {
      Matcher matcher = QUALIFIED.matcher(type.toString());
      StringBuilder printed = new StringBuilder();
      while (matcher.find()) {
        if (!matcher.group().startsWith("java.lang.")) {
          imports.add(matcher.group());
        }
        matcher.appendReplacement(printed, matcher.group(2));
      }
      matcher.appendTail(printed);
      return printed.toString().replace(",", ", ");
    }
  }
}
