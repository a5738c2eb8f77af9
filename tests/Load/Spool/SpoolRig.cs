using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using DingTalk.Emulator;
using Harness.Emulators;
using Harness.Processes;

namespace Load.Spool;

/// <summary>The three services as processes, a broker of their own, and a DingTalk that pushes a message three times, 15 s apart.</summary>
internal sealed class SpoolRig : IAsyncDisposable
{
    private const string ClientId = "dingload";
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(100);

    private readonly TestHome _home = new();
    private readonly string _spool = Directory.CreateTempSubdirectory("picoclaw-load-spool-").FullName;
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(5) };
    private readonly List<ServiceProcess> _processes = [];
    private readonly EmulatorHost _emulator;
    private readonly string _directory;
    private ServiceProcess? _ingress;
    private string _ingressAddress = "";

    private SpoolRig(Server broker, EmulatorHost emulator, bool withSpool)
    {
        (Broker, _emulator, Client) = (broker, emulator, new EmulatorClient(emulator.Address));
        _directory = withSpool ? _spool : "";
        _home.Write(new JsonObject
        {
            ["version"] = 3,
            ["channel_list"] = new JsonObject
            {
                [ClientId] = new JsonObject
                {
                    ["enabled"] = true,
                    ["type"] = "dingtalk",
                    ["settings"] = new JsonObject
                    {
                        ["client_id"] = ClientId,
                        ["client_secret"] = "secret-of-load",
                        ["api_base"] = emulator.Address.ToString(),
                        ["oapi_base"] = emulator.Address.ToString(),
                    },
                },
            },
            ["egress"] = new JsonObject { ["webhook_messages_per_minute"] = 0 },
        });
    }

    public Server Broker { get; }

    public EmulatorClient Client { get; }

    public static async Task<SpoolRig> StartAsync(bool withSpool)
    {
        var emulator = await EmulatorHost.StartAsync(new EmulatorOptions
        {
            Url = "http://127.0.0.1:0",
            Apps = [new EmulatorApp { ClientId = ClientId, ClientSecret = "secret-of-load" }],
            RedeliverAfter = TimeSpan.FromSeconds(15),
            RedeliverMax = 2,
            SessionWebhookPerMinute = 0,
            TranscriptCapacity = 1_000_000,
        });
        var broker = await Server.StartPrivateAsync("rabbitmq.sh");
        await broker.WaitAsync();
        var rig = new SpoolRig(broker, emulator, withSpool);
        await rig.ReadyAsync(rig.Start("Egress"));
        await rig.ReadyAsync(rig.Start("Agent"));
        await rig.StartIngressAsync();
        return rig;
    }

    /// <summary>Kills it, and starts the next one at once.</summary>
    public async Task ReplaceIngressAsync()
    {
        await _ingress!.KillAsync();
        StartIngress();
    }

    public async Task StartIngressAsync()
    {
        StartIngress();
        await ReadyAsync(_ingressAddress);
    }

    /// <summary>A value of the present ingress; null while it does not answer.</summary>
    public async Task<double?> MetricAsync(string name)
    {
        try
        {
            var lines = (await _http.GetStringAsync(new Uri(_ingressAddress + "/metrics"))).Split('\n');
            return lines
                .Where(line => line.StartsWith(name, StringComparison.Ordinal) && line.Length > name.Length && line[name.Length] is '{' or ' ')
                .Sum(line => double.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture));
        }
        catch (Exception exception) when (exception is HttpRequestException or SocketException or OperationCanceledException)
        {
            return null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _processes)
        {
            await process.DisposeAsync();
        }

        Client.Dispose();
        _http.Dispose();
        await _emulator.DisposeAsync();
        await Broker.DisposeAsync();
        _home.Dispose();
        Directory.Delete(_spool, recursive: true);
    }

    private void StartIngress()
    {
        _ingressAddress = Start("Ingress");
        _ingress = _processes[^1];
    }

    private string Start(string service)
    {
        var address = $"http://127.0.0.1:{TestHome.FreePort()}";
        _processes.Add(ServiceProcess.Start(
            $"PicoClaw.{service}",
            $"PicoClaw.{service}",
            [],
            [
                .. _home.Environment,
                new("PICOCLAW_BROKER", Broker.Address),
                new("PICOCLAW_INGRESS_SPOOL_DIRECTORY", _directory),
                new("ASPNETCORE_URLS", address),
            ]));
        return address;
    }

    private async Task ReadyAsync(string address)
    {
        var process = _processes[^1];
        while (!await IsReadyAsync(address))
        {
            if (process.HasExited)
            {
                throw new InvalidOperationException($"it ended before it was ready\n{process.Output}");
            }

            await Task.Delay(Step, TimeProvider.System);
        }
    }

    private async Task<bool> IsReadyAsync(string address)
    {
        try
        {
            using var answer = await _http.GetAsync(new Uri(address + "/ready"));
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (Exception exception) when (exception is HttpRequestException or SocketException or OperationCanceledException)
        {
            return false;
        }
    }
}
