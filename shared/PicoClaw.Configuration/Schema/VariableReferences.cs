using System.Text.Json;
using System.Text.RegularExpressions;
using PicoClaw.Configuration.Documents;

namespace PicoClaw.Configuration.Schema;

/// <summary>Replaces ${NAME} in a text of the file by the value of the environment variable.</summary>
internal sealed partial class VariableReferences(IReadOnlyDictionary<string, string> environment, ConfigReport report)
{
    /// <summary>The value with its variables; null, and a reported problem, when one is not set.</summary>
    public FoundValue? Expand(FoundValue found) => Expand(found.Node, found.Path) is { } node ? found with { Node = node } : null;

    public static bool IsIn(string text) => Reference().IsMatch(text);

    private ConfigNode? Expand(ConfigNode node, string path) => node.Kind switch
    {
        JsonValueKind.String when !node.Place.IsEnvironment => ExpandText(node, path),
        JsonValueKind.Array => ExpandItems(node, path),
        JsonValueKind.Object => ExpandMembers(node, path),
        _ => node,
    };

    private ConfigNode? ExpandText(ConfigNode node, string path)
    {
        var names = Reference().Matches(node.Text).Select(match => match.Groups["name"].Value).Distinct().ToList();
        if (names.Count == 0)
        {
            return node;
        }

        var missing = names.Where(name => Value(name).Length == 0).ToList();
        if (missing.Count > 0)
        {
            report.Problem(
                node.Place,
                path,
                $"is taken from the environment variable {string.Join(" and ", missing)}, which is not set. "
                    + "Set it where the bot is started, or write the value or file:// and the path of its file.");
            return null;
        }

        // From now on the variable is its source: it may hold a number, and it is no longer a secret of the file.
        return ConfigNode.FromVariable(names[0], Reference().Replace(node.Text, match => Value(match.Groups["name"].Value)));
    }

    private ConfigNode? ExpandItems(ConfigNode node, string path)
    {
        var items = node.Items.Select((item, index) => Expand(item, $"{path}[{index}]")).ToList();
        return items.Contains(null) ? null : new ConfigNode(node.Kind, node.Place, node.Text) { Items = items! };
    }

    private ConfigNode? ExpandMembers(ConfigNode node, string path)
    {
        var values = node.Members.Select(member => Expand(member.Value, $"{path}.{member.Name}")).ToList();
        return values.Contains(null)
            ? null
            : new ConfigNode(node.Kind, node.Place, node.Text)
            {
                Members = [.. node.Members.Zip(values, (member, value) => member with { Value = value! })],
            };
    }

    private string Value(string name) => (environment.GetValueOrDefault(name) ?? "").Trim();

    // ${NAME}, and ${env:NAME} as editors write it.
    [GeneratedRegex(@"\$\{(env:)?(?<name>[A-Za-z_][A-Za-z0-9_]*)\}")]
    private static partial Regex Reference();
}
