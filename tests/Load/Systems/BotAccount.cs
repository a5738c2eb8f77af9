using System.Text.Json.Nodes;
using DingTalk.Emulator;

namespace Load.Systems;

/// <summary>An account of the bot.</summary>
/// <param name="Name">In the configuration.</param>
/// <param name="ClientId">Of its app at DingTalk.</param>
/// <param name="Cards">Its setting "cards"; null: as a configuration that says nothing of it.</param>
internal sealed record BotAccount(string Name, string ClientId, string? Cards = null)
{
    private const string Template = "load.schema";
    private const string Secret = "secret-of-load";

    public EmulatorApp App => new() { ClientId = ClientId, ClientSecret = Secret };

    public JsonObject Channel(Uri dingTalk)
    {
        var settings = new JsonObject
        {
            ["client_id"] = ClientId,
            ["client_secret"] = Secret,
            ["api_base"] = dingTalk.ToString(),
            ["oapi_base"] = dingTalk.ToString(),
        };
        if (Cards is not null)
        {
            settings["cards"] = Cards;
            settings["card_template"] = Template;
        }

        return new JsonObject { ["enabled"] = true, ["type"] = "dingtalk", ["allow_from"] = new JsonArray("*"), ["settings"] = settings };
    }
}
