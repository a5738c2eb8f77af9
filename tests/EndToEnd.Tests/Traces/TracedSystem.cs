using System.Text.Json.Nodes;
using DingTalk.Emulator;
using EndToEnd.Tests.Processes;
using EndToEnd.Tests.Traffic;
using Harness.Otlp;
using Harness.Processes;
using Microsoft.AspNetCore.Http;
using PicoClaw.Agent.Tests.Testing;
using PicoClaw.Tests.Postgres;

namespace EndToEnd.Tests.Traces;

/// <summary>Three processes over RabbitMQ and PostgreSQL, a model that uses a tool before it answers, and a collector that hears of all of it.</summary>
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
        config["model_list"] = new JsonArray(new JsonObject
        {
            ["model_name"] = "main",
            ["model"] = "scripted",
            ["api_base"] = new Uri(model.Address, "/v1").ToString(),
            ["api_keys"] = ModelKey,
        });
        _home.Write(config);
    }

    public OtlpReceiver Collector { get; }

    public EmulatorHost Emulator { get; }

    public ModelService Model { get; }

    public EmulatorClient Client { get; }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <param name="broker">Its address.</param>
    /// <param name="answer">What the model waits for before it answers, and the answer; what it throws is the sentence with which the model refuses.</param>
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

    /// <param name="service">Which.</param>
    /// <param name="broker">Its own way to the broker; null: that of all.</param>
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
