using PicoClaw.Configuration.Schema;
using PicoClaw.Configuration.Sections;

namespace PicoClaw.Configuration.Entries;

/// <summary>
/// The accounts that clients of <c>POST /v1/messages</c> may use are there, checked while the places are still known. They may be switched off.
/// </summary>
internal static class ClientRules
{
    private static readonly ConfigField Field = ConfigSchema.Root["notifications.accounts"];

    public static void Check(Section root, IReadOnlyList<Section> accounts, SettingsWriter writer)
    {
        // Services that need an account tell themselves that there is none at all.
        if (accounts.Count == 0 || !root.Found.TryGetValue(Field, out var found))
        {
            return;
        }

        var known = accounts.Select(AccountRules.NameOf).Order(StringComparer.Ordinal).ToList();
        var prefix = $"{Field.Key}:";
        foreach (var (key, list) in writer.Settings.Where(setting => setting.Key.StartsWith(prefix, StringComparison.Ordinal)))
        {
            var client = key[prefix.Length..];
            foreach (var name in Split(list!).Where(name => !known.Contains(name, StringComparer.OrdinalIgnoreCase)))
            {
                writer.Report.Problem(
                    (found.Node.Find(client) ?? found.Node).Place,
                    $"{found.Path}.{client}",
                    $"names the account \"{name}\", which is not in channel_list. Write one of: {string.Join(", ", known)}.");
            }
        }
    }

    private static string[] Split(string list) => list.Split([',', '，'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
