using System.Text.Json.Nodes;
using DingTalk.Emulator;
using Harness.Agents;
using Harness.Emulators;
using Harness.Processes;

namespace Browser.Tests.Running;

// `picoclaw gateway` that shows its answers on cards of the public template with a stop button, and a model that says what the test says.
internal sealed class LiveBot : IAsyncDisposable
{
    private const string Template = "675cde2f-f526-40cb-b828-f5b2b57b8b77.schema";

    private readonly TestHome _home = new();
    private readonly ServiceProcess _gateway;

    private LiveBot(EmulatorHost emulator, ModelServer model)
    {
        (Emulator, Model, Client) = (emulator, model, new EmulatorClient(emulator.Address));
        _home.Write(Config());
        _gateway = ServiceProcess.Start("PicoClaw.Gateway", "picoclaw", ["gateway"], _home.Environment);
    }

    public EmulatorHost Emulator { get; }

    public EmulatorClient Client { get; }

    public ModelServer Model { get; }

    public static async Task<LiveBot> StartAsync(Func<ModelCall, CancellationToken, IAsyncEnumerable<string>> speech)
    {
        var options = new EmulatorOptions
        {
            Url = "http://127.0.0.1:0",
            Templates = { [Template] = ["content", "blockList", "hasAction", "stop_action", "statusLine", "quoteContent", "copy_content"] },
        };
        return new LiveBot(await EmulatorHost.StartAsync(options), await ModelServer.StartAsync((_, _) => Task.CompletedTask, speech));
    }

    // Metrics, as a scraper reads them.
    public async Task<string> MetricsAsync(CancellationToken cancellationToken)
    {
        using var http = new HttpClient { BaseAddress = _home.Health };
        return await http.GetStringAsync("/metrics", cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        Client.Dispose();
        await Emulator.DisposeAsync();
        await Model.DisposeAsync();
        _home.Dispose();
    }

    private JsonObject Config() => new()
    {
        ["version"] = 3,
        ["model_list"] = TestHome.ModelList("spoken", Model.Address),
        ["channel_list"] = new JsonObject
        {
            ["demo"] = new JsonObject
            {
                ["enabled"] = true,
                ["type"] = "dingtalk",
                ["allow_from"] = new JsonArray("*"),
                ["feedback"] = "card",
                ["settings"] = new JsonObject
                {
                    ["client_id"] = "dingdemo",
                    ["client_secret"] = "demo-secret",
                    ["api_base"] = Emulator.Address.ToString(),
                    ["oapi_base"] = Emulator.Address.ToString(),
                    ["cards"] = "always",
                    ["card_template"] = Template,
                },
            },
        },
    };
}
