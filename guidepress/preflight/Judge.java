import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.LogManager;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.VeraPDFFoundry;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.ErrorArgument;
import org.verapdf.pdfa.validation.profiles.ErrorArgumentImpl;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.profiles.Variable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/**
 * Validates PDF files with veraPDF, as its input asks: lines of {@code flavour, file} with a tab between them, flavours
 * as in {@code ua1} or {@code 2a}.
 *
 * <p>Prints lines of fields separated by tabs: {@code verdict, flavour, file, checks} with a verdict of pass, fail or
 * error, and below each that failed {@code because, clause, test, times, message, place}.
 */
public final class Judge {

    private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);

    public static void main(String[] arguments) throws Exception {
        LogManager.getLogManager().reset();
        VeraGreenfieldFoundryProvider.initialise();
        Map<String, ValidationProfile> profiles = new HashMap<>();
        BufferedReader asked = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = asked.readLine(); line != null; line = asked.readLine()) {
            String[] fields = line.split("\t", 2);
            PDFAFlavour flavour = PDFAFlavour.byFlavourId(fields[0]);
            if (!profiles.containsKey(fields[0])) {
                profiles.put(fields[0], readProfile(flavour));
            }
            judge(fields[1], flavour, profiles.get(fields[0]));
        }
        System.exit(0); // the engine may leave threads behind
    }

    private static void judge(String file, PDFAFlavour flavour, ValidationProfile profile) {
        VeraPDFFoundry foundry = Foundries.defaultInstance();
        try (InputStream stream = new FileInputStream(file);
                PDFAParser parser = foundry.createParser(stream, flavour);
                PDFAValidator validator = foundry.createValidator(profile, -1, false, true, false)) {
            ValidationResult result = validator.validate(parser);
            print(result.isCompliant() ? "pass" : "fail", flavour.getId(), file, result.getTotalAssertions());
            printFailures(result);
        } catch (Throwable problem) {
            print("error", flavour.getId(), file, 0);
            print("because", "", "", 1, problem, "");
        }
    }

    /** Prints each broken rule once, with its first case. */
    private static void printFailures(ValidationResult result) {
        Map<Object, List<TestAssertion>> failures = new LinkedHashMap<>();
        for (TestAssertion assertion : result.getTestAssertions()) {
            if (assertion.getStatus() == TestAssertion.Status.FAILED) {
                failures.computeIfAbsent(assertion.getRuleId(), rule -> new ArrayList<>()).add(assertion);
            }
        }
        for (List<TestAssertion> cases : failures.values()) {
            TestAssertion first = cases.get(0);
            String message = first.getErrorMessage() == null ? first.getMessage() : first.getErrorMessage();
            Object place = first.getLocation() == null ? "" : first.getLocation().getContext();
            print("because", first.getRuleId().getClause(), first.getRuleId().getTestNumber(), cases.size(), message, place);
        }
    }

    private static void print(Object... fields) {
        List<String> texts = new ArrayList<>();
        for (Object field : fields) {
            texts.add(String.valueOf(field).replaceAll("\\s+", " "));
        }
        OUT.println(String.join("\t", texts));
    }

    /** Reads a profile that the jar carries; with DOM, since of JAXB it has the interface only. */
    private static ValidationProfile readProfile(PDFAFlavour flavour) throws Exception {
        String id = flavour.getId();
        String name = id.startsWith("ua") ? "PDFUA-" + id.substring(2) : "PDFA-" + id.toUpperCase();
        try (InputStream stream = Judge.class.getResourceAsStream("/org/verapdf/pdfa/validation/" + name + ".xml")) {
            Document profile = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(stream);
            Set<Rule> rules = new LinkedHashSet<>();
            for (Element rule : all(profile.getDocumentElement(), "rule")) {
                rules.add(readRule(rule));
            }
            Set<Variable> variables = new LinkedHashSet<>();
            for (Element variable : all(profile.getDocumentElement(), "variable")) {
                variables.add(Profiles.variableFromValues(
                        variable.getAttribute("name"), variable.getAttribute("object"),
                        text(variable, "defaultValue"), text(variable, "value")));
            }
            return Profiles.profileFromValues(
                    flavour, Profiles.profileDetailsFromValues(id, "", "", new Date(0)), "", rules, variables);
        }
    }

    private static Rule readRule(Element rule) {
        Element id = all(rule, "id").get(0);
        Element error = all(rule, "error").get(0);
        List<ErrorArgument> arguments = new ArrayList<>();
        for (Element argument : all(error, "argument")) {
            arguments.add(ErrorArgumentImpl.fromValues(argument.getTextContent(), null, null));
        }
        return Profiles.ruleFromValues(
                Profiles.ruleIdFromValues(
                        PDFAFlavour.Specification.valueOf(id.getAttribute("specification")),
                        id.getAttribute("clause"), Integer.parseInt(id.getAttribute("testNumber"))),
                rule.getAttribute("object"), rule.getAttribute("deferred").equals("true") ? Boolean.TRUE : null,
                rule.getAttribute("tags"), text(rule, "description"), text(rule, "test"),
                Profiles.errorFromValues(text(error, "message"), arguments), new ArrayList<>());
    }

    private static List<Element> all(Element parent, String tag) {
        NodeList found = parent.getElementsByTagName(tag);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            elements.add((Element) found.item(i));
        }
        return elements;
    }

    /** Returns the text of the first child of that name, not of a deeper descendant. */
    private static String text(Element parent, String tag) {
        for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child.getNodeName().equals(tag)) {
                return child.getTextContent();
            }
        }
        return "";
    }
}
