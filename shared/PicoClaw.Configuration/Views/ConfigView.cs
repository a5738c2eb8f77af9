using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using PicoClaw.Configuration.Schema;
using PicoClaw.Configuration.Sections;

namespace PicoClaw.Configuration.Views;

/// <summary>Shows the settings that are in force in the names of config.json, with secrets hidden.</summary>
public static class ConfigView
{
    /// <summary>What is set, by whichever of file, environment and command line; a default that nobody set is left out.</summary>
    public static JsonObject Of(IConfiguration configuration)
    {
        var view = new JsonObject();
        Add(view, "channel_list", ByName(configuration.GetSection("Accounts"), Account));
        Add(view, ModelsSection.List, InOrder(configuration.GetSection("Models"), model => Section(ModelsSection.Entry, model)));
        Add(view, McpServersSection.List, ByName(configuration.GetSection("McpServers"), server => Section(McpServersSection.Entry, server)));
        Add(view, SchedulesSection.List, ByName(configuration.GetSection("Schedules"), schedule => Section(SchedulesSection.Entry, schedule)));
        SectionView.Write(view, ConfigSchema.Root, configuration);
        return view;
    }

    private static JsonObject Account(IConfigurationSection account)
    {
        var type = account["Channel"];
        var view = new JsonObject { ["type"] = type };
        if (ConfigSchema.Channels.FirstOrDefault(channel => channel.Type == type) is { } channel)
        {
            SectionView.Write(view, channel.Account, account);
        }

        return view;
    }

    private static JsonObject Section(SectionSchema schema, IConfigurationSection section)
    {
        var view = new JsonObject();
        SectionView.Write(view, schema, section);
        return view;
    }

    private static JsonObject? ByName(IConfigurationSection list, Func<IConfigurationSection, JsonObject> view) =>
        list.Exists() ? new JsonObject(list.GetChildren().Select(entry => KeyValuePair.Create(entry.Key, (JsonNode?)view(entry)))) : null;

    private static JsonArray? InOrder(IConfigurationSection list, Func<IConfigurationSection, JsonObject> view) =>
        list.Exists() ? new JsonArray([.. list.GetChildren().Select(view)]) : null;

    private static void Add(JsonObject view, string name, JsonNode? value)
    {
        if (value is not null)
        {
            view[name] = value;
        }
    }
}
