using PicoClaw.Configuration.Documents;
using PicoClaw.Configuration.Entries;
using PicoClaw.Configuration.Schema;
using PicoClaw.Configuration.Sections;

namespace PicoClaw.Configuration;

/// <summary>Lets environment variables replace values of the file. An empty variable counts as not set.</summary>
internal static class EnvironmentOverrides
{
    private const string Prefix = "PICOCLAW_";
    private const string DefaultsPrefix = "PICOCLAW_AGENTS_DEFAULTS_";
    private const string LogLevel = "PICOCLAW_LOG_LEVEL";

    private const string LogLevelAdvice = "Set Logging__LogLevel__Default instead, such as Debug, Information or Warning.";

    // Read elsewhere: by the paths and the accounts, by docker-compose.yml, by the tests.
    private static readonly string[] Others =
        [ConfigPaths.HomeVariable, ConfigPaths.FileVariable, "PICOCLAW_CHANNEL", "PICOCLAW_ENV_FILE", "PICOCLAW_SEND_TOKEN", "PICOCLAW_TAG", "PICOCLAW_TEST_"];

    public static void Apply(IReadOnlyDictionary<string, string> environment, Section root, List<Section> accounts, ConfigReport report)
    {
        var variables = environment
            .Where(pair => pair.Key.StartsWith(Prefix, StringComparison.Ordinal) && !string.IsNullOrWhiteSpace(pair.Value))
            .OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .ToList();
        foreach (var (variable, value) in variables)
        {
            var field = ConfigSchema.Root.Fields.FirstOrDefault(field => field.Key.Length > 0 && VariableFor(field) == variable);
            if (field is not null)
            {
                root.Found[field] = FoundValue.FromVariable(variable, value);
            }
            else if (variable.StartsWith(DefaultsPrefix, StringComparison.Ordinal))
            {
                RefuseOrIgnore(variable, report);
            }
            else if (!Others.Any(other => variable.StartsWith(other, StringComparison.Ordinal)))
            {
                report.Ignored(variable, variable == LogLevel ? LogLevelAdvice : null);
            }
        }

        new AccountVariables(accounts, report).Apply(variables);
    }

    private static string VariableFor(ConfigField field) => Prefix + field.VariableSuffix("_");

    private static void RefuseOrIgnore(string variable, ConfigReport report)
    {
        // The original appends inner fields: …_SUBTURN_MAX_DEPTH.
        var name = variable[DefaultsPrefix.Length..].ToLowerInvariant();
        var isIgnored = Enumerable.Range(1, name.Length)
            .Where(length => length == name.Length || name[length] == '_')
            .Any(length => ConfigSchema.Root.Ignores(AgentSection.Defaults + name[..length]));
        if (isIgnored)
        {
            report.Ignored(variable);
            return;
        }

        var known = ConfigSchema.Root.Fields
            .Where(field => field.Json.StartsWith(AgentSection.Defaults, StringComparison.Ordinal))
            .Select(VariableFor);
        report.Problem(ConfigPlace.Variable(variable), "", $"is not known. Write one of {string.Join(", ", known)}.");
    }
}
