using PicoClaw.Configuration.Documents;
using PicoClaw.Configuration.Kinds;
using PicoClaw.Configuration.Schema;

namespace PicoClaw.Configuration.Entries;

/// <summary>Checks that accounts, models and MCP servers share.</summary>
internal static class EntryChecks
{
    /// <summary>The end of a sentence about a name of the user's choice that cannot be used; null for one that can.</summary>
    public static string? NameFault(string name) =>
        name.Trim().Length == 0 ? "must not be empty"
        : name.Contains(':', StringComparison.Ordinal) || name.Contains("__", StringComparison.Ordinal) ? "must not contain \":\" or \"__\""
        : name != name.Trim() || name.Any(char.IsControl) ? "must not begin or end with a blank, nor hold control characters"
        : null;

    /// <summary>An entry without "enabled" is on.</summary>
    public static bool IsEnabled(SectionSchema schema, Section entry, ConfigReport report)
    {
        if (!entry.Found.TryGetValue(schema["enabled"], out var found))
        {
            return true;
        }

        if (FieldKinds.FlagOf(found.Node) is { } enabled)
        {
            return enabled;
        }

        report.Problem(found.Node.Place, found.Path, $"expected true or false (without quotes), found {found.Node.Describe()}.");
        return false;
    }
}
