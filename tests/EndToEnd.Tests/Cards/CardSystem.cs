using System.Text.Json.Nodes;
using DingTalk.Emulator;
using Harness.Agents;
using Harness.Emulators;
using Harness.Processes;
using PicoClaw.Tests.Postgres;

namespace EndToEnd.Tests.Cards;

/// <summary>The bot with a model that speaks piece by piece: the account "cards" shows its answers on cards, the account "plain" does not.</summary>
internal sealed class CardSystem : IAsyncDisposable
{
    public const string Cards = "dingcards";
    public const string Plain = "dingplain";

    private const string Template = "own.schema";
    private const string ProgressAfter = "PICOCLAW_AGENTS_DEFAULTS_PROGRESS_AFTER";

    private readonly TestHome _home = new();
    private readonly List<ServiceProcess> _parts = [];
    private TestPostgres? _database;

    private CardSystem(EmulatorHost emulator, ModelServer model) => (Emulator, Model, Client) = (emulator, model, new EmulatorClient(emulator.Address));

    public EmulatorHost Emulator { get; }

    public EmulatorClient Client { get; }

    public ModelServer Model { get; }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <param name="speech">What the model says.</param>
    /// <param name="agents">Replicas of the agent, over RabbitMQ and PostgreSQL; 0: all in one process, on SQLite.</param>
    /// <param name="progressAfter">Seconds until a turn says that it takes longer; 0: never.</param>
    /// <param name="reaction">What the account "plain" puts on messages.</param>
    public static async Task<CardSystem> StartAsync(
        Func<ModelCall, CancellationToken, IAsyncEnumerable<string>> speech, int agents, int progressAfter = 0, string reaction = "off")
    {
        var emulator = await EmulatorHost.StartAsync(
            new EmulatorOptions
            {
                Url = "http://127.0.0.1:0",
                Apps = [new EmulatorApp { ClientId = Cards, ClientSecret = "s" }, new EmulatorApp { ClientId = Plain, ClientSecret = "s" }],
                Templates = { [Template] = ShippedTemplate.Variables },
            },
            ct: Cancel);
        var system = new CardSystem(emulator, await ModelServer.StartAsync((_, _) => Task.CompletedTask, speech));
        system.Write(reaction);
        if (agents == 0)
        {
            system._parts.Add(Gateway.Start(system._home));
        }
        else
        {
            await system.StartSplitAsync(agents, progressAfter);
        }

        return system;
    }

    /// <summary>Somebody writes in a conversation of an account; those of even numbers are groups.</summary>
    public Task<Said> SayAsync(string account, Token token, string text, string person = "ann", int replies = 0) => Client.SayAsync(
        new
        {
            app = account,
            text,
            conversationType = token.Conversation % 2 == 0 ? "2" : "1",
            conversationId = Conversation(token),
            senderStaffId = person,
            senderNick = person,
            replies,
            waitSeconds = replies * 120,
        },
        Cancel);

    /// <summary>Waits until something in the conversation is shown as it should be.</summary>
    public Task<Reply> ShownAsync(Token token, Func<Reply, bool> which) => UntilAsync(
        async () => (await Client.RepliesAsync(Cancel)).LastOrDefault(reply => reply.ConversationId == Conversation(token) && which(reply)));

    /// <summary>Waits until this, and nothing else, stands on people's messages.</summary>
    public Task ReactedAsync(params string[] reactions) => UntilAsync(
        async () => (await Client.ReactionsAsync(Cancel)).SequenceEqual(reactions) ? reactions : null);

    /// <summary>Waits until the model is asked.</summary>
    public Task<ModelCall> CalledAsync(Token token) => UntilAsync(() => Task.FromResult(Model.Calls.FirstOrDefault(call => call.Said.Contains(token))));

    /// <summary>Waits until the agent has left its call of the model.</summary>
    public static async Task EndedAsync(ModelCall call)
    {
        while (call.EndedAt is null)
        {
            await Task.Delay(10, Cancel);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var part in _parts)
        {
            await part.DisposeAsync();
        }

        Client.Dispose();
        await Emulator.DisposeAsync();
        await Model.DisposeAsync();
        if (_database is not null)
        {
            await _database.DisposeAsync();
        }

        _home.Dispose();
    }

    private static string Conversation(Token token) => $"cid{token.Conversation}==";

    private async Task<T> UntilAsync<T>(Func<Task<T?>> readAsync)
        where T : class
    {
        while (true)
        {
            if (await readAsync() is { } found)
            {
                return found;
            }

            if (_parts.Find(part => part.HasExited) is { } ended)
            {
                throw new InvalidOperationException($"A process ended\n{ended.Output}");
            }

            await Task.Delay(20, Cancel);
        }
    }

    private async Task StartSplitAsync(int agents, int progressAfter)
    {
        var broker = await PrivateQueues.ResetAsync(Cancel);
        _database = new TestPostgres();
        await _database.EnsureAsync();
        foreach (var service in new[] { "Egress", "Ingress" }.Concat(Enumerable.Repeat("Agent", agents)))
        {
            _parts.Add(ServiceProcess.Start(
                $"PicoClaw.{service}",
                $"PicoClaw.{service}",
                [],
                [
                    .. _home.Environment,
                    new(ProgressAfter, $"{progressAfter}"),
                    new("PICOCLAW_BROKER", broker),
                    new("PICOCLAW_STORE", _database.Address),
                    new("ASPNETCORE_URLS", $"http://127.0.0.1:{TestHome.FreePort()}"),
                ]));
        }
    }

    private void Write(string reaction) => _home.Write(new JsonObject
    {
        ["version"] = 3,
        ["model_list"] = TestHome.ModelList("spoken", Model.Address),
        ["channel_list"] = new JsonObject
        {
            ["cards"] = Channel(Cards, "card", new() { ["cards"] = "always", ["card_template"] = Template }),
            ["plain"] = Channel(Plain, "links", new() { ["reaction"] = reaction }),
        },
    });

    private JsonObject Channel(string clientId, string feedback, JsonObject settings)
    {
        settings["client_id"] = clientId;
        settings["client_secret"] = "s";
        settings["api_base"] = Emulator.Address.ToString();
        settings["oapi_base"] = Emulator.Address.ToString();
        return new JsonObject
        {
            ["enabled"] = true,
            ["type"] = "dingtalk",
            ["allow_from"] = new JsonArray("*"),
            ["feedback"] = feedback,
            ["settings"] = settings,
        };
    }
}
