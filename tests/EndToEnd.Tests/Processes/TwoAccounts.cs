using System.Text.Json.Nodes;
using DingTalk.Emulator;
using Harness.Processes;

namespace EndToEnd.Tests.Processes;

/// <summary>Two organizations at one emulator, and the configuration of a bot that serves both.</summary>
internal static class TwoAccounts
{
    public static IReadOnlyList<string> ClientIds => ["dingacme", "dingblue"];

    public static Task<EmulatorHost> StartEmulatorAsync(CancellationToken cancellationToken) => EmulatorHost.StartAsync(
        new EmulatorOptions
        {
            Url = "http://127.0.0.1:0",
            Apps = [.. ClientIds.Select(id => new EmulatorApp { ClientId = id, ClientSecret = $"secret-of-{id}", Name = id })],
            RedeliverAfter = TimeSpan.FromSeconds(2),
            RedeliverMax = -1,
        },
        ct: cancellationToken);

    public static JsonObject Config(EmulatorHost emulator)
    {
        var accounts = new JsonObject();
        foreach (var id in ClientIds)
        {
            accounts[id] = new JsonObject
            {
                ["enabled"] = true,
                ["type"] = "dingtalk",
                ["allow_from"] = new JsonArray("*"),
                ["settings"] = new JsonObject
                {
                    ["client_id"] = id,
                    ["client_secret"] = $"secret-of-{id}",
                    ["api_base"] = emulator.Address.ToString(),
                    ["oapi_base"] = emulator.Address.ToString(),
                },
            };
        }

        return new JsonObject { ["version"] = 3, ["channel_list"] = accounts };
    }

    /// <summary>Adds the emulator's scripted model, which repeats the conversation.</summary>
    public static JsonObject WithModel(JsonObject config, EmulatorHost emulator)
    {
        config["model_list"] = TestHome.ModelList("scripted", new Uri(emulator.Address, "v1"));
        return config;
    }
}
