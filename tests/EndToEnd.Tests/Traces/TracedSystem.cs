using System.Text.Json.Nodes;
using DingTalk.Emulator;
using EndToEnd.Tests.Processes;
using Harness.Emulators;
using Harness.Otlp;
using Harness.Processes;
using Microsoft.AspNetCore.Http;
using PicoClaw.Agent.Tests.Testing;
using PicoClaw.Tests.Postgres;

namespace EndToEnd.Tests.Traces;

/// <summary>Three processes over RabbitMQ and PostgreSQL, a model that uses a tool before it answers, and a collector for all of them.</summary>
internal sealed class TracedSystem : IAsyncDisposable
{
    public const string ModelKey = "key-of-the-model";

    private readonly TestHome _home = new();
    private readonly TestPostgres _database = new();
    private readonly List<ServiceProcess> _processes = [];
    private readonly string _broker;

    private TracedSystem(string broker, OtlpReceiver collector, EmulatorHost emulator, ModelService model)
    {
        (_broker, Collector, Emulator, Model) = (broker, collector, emulator, model);
        Client = new EmulatorClient(emulator.Address);
        var config = TwoAccounts.Config(emulator);
        config["agents"] = new JsonObject { ["defaults"] = new JsonObject { ["allow_remember"] = true } };
        config["model_list"] = TestHome.ModelList("main", new Uri(model.Address, "/v1"));
        config["model_list"]![0]!["api_keys"] = ModelKey;
        _home.Write(config);
    }

    public OtlpReceiver Collector { get; }

    public EmulatorHost Emulator { get; }

    public ModelService Model { get; }

    public EmulatorClient Client { get; }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <param name="broker">The address of the broker.</param>
    /// <param name="answer">The model's answer; when it throws, the model refuses with the message.</param>
    public static async Task<TracedSystem> StartAsync(string broker, Func<ModelRequest, Task<string>> answer)
    {
        var model = await ModelService.StartAsync(async (_, request, response) =>
        {
            if ((string?)request.Body["messages"]!.AsArray()[^1]!["role"] == "tool")
            {
                await AnswerAsync(request, response, answer);
                return;
            }

            await OpenAiWire.CallAsync(response, request, "remember", """{"note":"a fact told to the tool"}""");
        });
        var system = new TracedSystem(broker, await OtlpReceiver.StartAsync(Cancel), await TwoAccounts.StartEmulatorAsync(Cancel), model);
        await system._database.EnsureAsync();
        return system;
    }

    /// <param name="service">Its name without PicoClaw.</param>
    /// <param name="broker">Another address of the broker, for this process alone; null: the common one.</param>
    public ServiceProcess Start(string service, string? broker = null)
    {
        var process = ServiceProcess.Start(
            $"PicoClaw.{service}",
            $"PicoClaw.{service}",
            [],
            [
                .. _home.Environment, .. Collector.Environment,
                new("PICOCLAW_BROKER", broker ?? _broker),
                new("PICOCLAW_STORE", _database.Address),
                new("ASPNETCORE_URLS", $"http://127.0.0.1:{TestHome.FreePort()}"),
                new("Lanes__LeaseTime", "00:00:08"),
                new("Lanes__SafetyMargin", "00:00:01"),
            ]);
        _processes.Add(process);
        return process;
    }

    private static async Task AnswerAsync(ModelRequest request, HttpResponse response, Func<ModelRequest, Task<string>> answer)
    {
        try
        {
            await OpenAiWire.SayAsync(response, request, await answer(request));
        }
        catch (InvalidOperationException refused)
        {
            await OpenAiWire.FailAsync(response, StatusCodes.Status400BadRequest, refused.Message, "data_inspection_failed");
        }
    }

    public string Output => string.Join('\n', _processes.Select(process => process.Output));

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _processes)
        {
            await process.DisposeAsync();
        }

        Client.Dispose();
        await Emulator.DisposeAsync();
        await Model.DisposeAsync();
        await Collector.DisposeAsync();
        await _database.DisposeAsync();
        _home.Dispose();
    }
}
