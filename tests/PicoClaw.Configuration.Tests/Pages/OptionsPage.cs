using System.Text;
using PicoClaw.Configuration.Schema;
using PicoClaw.Configuration.Sections;

namespace PicoClaw.Configuration.Tests.Pages;

/// <summary>The page of all options, made from the schema.</summary>
internal sealed class OptionsPage(PageWords words, Func<ConfigField, string> meaning)
{
    public string Create()
    {
        var page = new StringBuilder(words.Introduction);
        Table(page, words.Root, ConfigSchema.Root, field => field.VariableSuffix("_") is var suffix && field.Key.Length > 0 ? $"PICOCLAW_{suffix}" : "");
        Table(page, words.Accounts, DingTalkAccount.Channel.Account, field => field.Key.Length > 0 ? $"…__{field.VariableSuffix("__")}" : "");
        Table(page, words.Models, ModelsSection.Entry, _ => "");
        Table(page, words.Servers, McpServersSection.Entry, _ => "");
        Table(page, words.Schedules, SchedulesSection.Entry, _ => "");
        Ignored(page);
        return page.ToString();
    }

    private void Table(StringBuilder page, string title, SectionSchema section, Func<ConfigField, string> variable)
    {
        page.Append($"\n{title}\n\n{words.Header}\n|---|---|---|---|---|---|\n");
        foreach (var field in section.Fields)
        {
            var type = OptionType.Of(field.Kind.Describe(), words);
            var live = field.IsLive ? "✓" : "";
            page.Append($"| `{field.Json}` | {type} | {Code(field.Default ?? "")} | {Code(variable(field))} | {live} | {Meaning(field)} |\n");
        }
    }

    private void Ignored(StringBuilder page)
    {
        page.Append($"\n{words.Ignored}\n");
        SectionSchema[] entries = [ConfigSchema.Root, DingTalkAccount.Channel.Account, ModelsSection.Entry, McpServersSection.Entry];
        foreach (var (section, prefix) in entries.Zip(["", "channel_list.<name>.", "model_list[].", "mcp_servers.<name>."]))
        {
            foreach (var name in section.Ignored)
            {
                page.Append($"| `{prefix}{name.Name}` | {name.Advice} |\n");
            }
        }
    }

    private string Meaning(ConfigField field)
    {
        var aliases = field.Aliases.Length == 0 ? "" : words.Alias + string.Join(", ", field.Aliases.Select(Code));
        return (meaning(field) + aliases).Replace("|", "\\|", StringComparison.Ordinal);
    }

    private static string Code(string text) => text.Length == 0 ? "" : $"`{text}`";
}
