using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Harness.Processes;
using PicoClaw.Gateway.Doctor;
using PicoClaw.Gateway.Hosting;
using PicoClaw.Gateway.Tests.Status;
using PicoClaw.Tests.Postgres;

namespace PicoClaw.Gateway.Tests.Doctor;

/// <summary>Faults that people meet, each seeded alone: the doctor finds it, finds nothing else, and names the remedy.</summary>
public sealed class DoctorFaultTests
{
    [Fact(Timeout = 120_000)]
    public async Task Nothing_IsWrong()
    {
        await using var patient = await Patient.StartAsync();

        var diagnosis = await patient.DoctorAsync();

        diagnosis.Exit.ShouldBe(0, diagnosis.ToString());
        diagnosis.Lines.ShouldAllBe(line => line.Level == "pass", diagnosis.ToString());
        diagnosis.Lines.Single(line => line.Check == "stream").Text.ShouldEndWith("first frame: SYSTEM ping");
        ((int)(await patient.StatsAsync())["pingsEchoed"]!).ShouldBe(1);
    }

    [Fact(Timeout = 120_000)]
    public async Task NoAccount()
    {
        await using var patient = await Patient.StartAsync();
        patient.Config.Remove("channels");

        var (text, remedy) = (await patient.DoctorAsync()).Only("config", "fail");

        text.ShouldContain("No account is configured");
        remedy.ShouldContain("Run picoclaw onboard");
    }

    [Fact(Timeout = 120_000)]
    public async Task WrongSecret()
    {
        await using var patient = await Patient.StartAsync();
        patient.Account["client_secret"] = "some-other-secret";

        var (text, remedy) = (await patient.DoctorAsync()).Only("credentials", "fail");

        text.ShouldContain("invalidClientIdOrSecret");
        text.ShouldNotContain("some-other-secret");
        remedy.ShouldContain("Copy Client ID and Client Secret of this app again");
    }

    [Fact(Timeout = 120_000)]
    public async Task Whitespace()
    {
        await using var patient = await Patient.StartAsync();
        patient.Account["client_secret"] = "demo-secret\n";

        var (text, remedy) = (await patient.DoctorAsync()).Only("config", "warn");

        text.ShouldContain("client_secret has whitespace around its value");
        remedy.ShouldContain("Write the value again");
    }

    [Fact(Timeout = 120_000)]
    public async Task ScheduleThatIsOver()
    {
        await using var patient = await Patient.StartAsync();
        patient.Config["schedules"] = new JsonObject
        {
            ["party"] = new JsonObject { ["at"] = "2020-12-24 09:00", ["user"] = "u1", ["text"] = "hello" },
            ["lunch"] = new JsonObject { ["cron"] = "10 12 * * *", ["user"] = "u1", ["text"] = "lunch" },
        };

        var (text, remedy) = (await patient.DoctorAsync()).Only("schedules", "warn");

        text.ShouldBe("schedule party is over: 2020-12-24 09:00 has passed");
        remedy.ShouldBe("Write a later \"at\", or remove the schedule.");
    }

    [Fact(Timeout = 120_000)]
    public async Task UnpublishedApp()
    {
        await using var patient = await Patient.StartAsync();
        await patient.FaultAsync(new { unpublished = true });

        var diagnosis = await patient.DoctorAsync();

        diagnosis.Exit.ShouldBe(1);
        diagnosis.Lines.Where(line => line.Level == "fail").Select(line => line.Check).ShouldBe(["stream", "sending"], diagnosis.ToString());
        diagnosis.Lines.Where(line => line.Level == "fail")
            .ShouldAllBe(line => line.Text.Contains("is the app published?") && line.Remedy.Contains("Publish a version"));
    }

    [Fact(Timeout = 120_000)]
    public async Task StreamModeOff()
    {
        await using var patient = await Patient.StartAsync();
        await patient.FaultAsync(new { streamOff = true });

        var (text, remedy) = (await patient.DoctorAsync()).Only("stream", "fail");

        text.ShouldContain("most likely it is not in Stream mode");
        remedy.ShouldContain("Set the robot's message receiving mode (消息接收模式) to Stream");
    }

    [Fact(Timeout = 120_000)]
    public async Task NoScope()
    {
        await using var patient = await Patient.StartAsync();
        await patient.FaultAsync(new { missingScope = true });

        (await patient.DoctorAsync()).Only("sending", "fail").Remedy.ShouldContain("Apply for the permission qyapi_robot_sendmsg");
    }

    [Fact(Timeout = 120_000)]
    public async Task AddressNotAllowed()
    {
        await using var patient = await Patient.StartAsync();
        await patient.FaultAsync(new { ipNotAllowed = true });

        var diagnosis = await patient.DoctorAsync();

        diagnosis.Lines.Where(line => line.Level == "fail").Select(line => line.Check).ShouldBe(["stream", "sending"], diagnosis.ToString());
        diagnosis.Lines.Where(line => line.Level == "fail")
            .ShouldAllBe(line => line.Text.Contains("address is not allowed") && line.Remedy.Contains("服务器出口IP"));
    }

    [Theory(Timeout = 120_000)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task WebhookCap(bool isPostgres)
    {
        await using var patient = await Patient.StartAsync();
        patient.Config["egress"] = new JsonObject { ["stream_calls_per_month"] = 100 };
        await using var store = await SeededStore.CreateAsync(patient, isPostgres);
        await store.AddMonthAsync(calls: 1, webhooks: 50);

        var (text, remedy) = (await patient.DoctorAsync()).Only("month", "fail");

        text.ShouldStartWith("the month is spent: dingtalk: about 100 of 100 webhook and Stream calls");
        remedy.ShouldContain("raise a cap under 用量管控");
    }

    [Fact(Timeout = 120_000)]
    public async Task MonthSpent_ByOurOwnCount()
    {
        await using var patient = await Patient.StartAsync();
        patient.Config["egress"] = new JsonObject { ["api_calls_per_month"] = 1000 };
        await using var store = await SeededStore.CreateAsync(patient, isPostgres: false);
        await store.AddMonthAsync(calls: 799, webhooks: 0);

        (await patient.DoctorAsync()).Exit.ShouldBe(0);

        patient.Config["egress"]!["api_calls_per_month"] = 998;
        (await patient.DoctorAsync()).Only("month", "warn").Text.ShouldBe("dingtalk: 799 of 998 API calls");

        patient.Config["egress"]!["api_calls_per_month"] = 799;
        (await patient.DoctorAsync()).Only("month", "fail").Text.ShouldBe("the month is spent: dingtalk: 799 of 799 API calls");
    }

    [Fact(Timeout = 120_000)]
    public async Task RepliesFailed()
    {
        await using var patient = await Patient.StartAsync();
        await using var store = await SeededStore.CreateAsync(patient, isPostgres: false);
        await store.AddReplyAsync("failed", "DingTalk answered 410100 (HTTP 200).");
        await store.AddReplyAsync("failed", "DingTalk answered 410100 (HTTP 200).");

        (await patient.DoctorAsync()).Only("dead letters", "warn").Text.ShouldBe("2 within a day: DingTalk answered 410100 (HTTP 200).");
    }

    [Fact(Timeout = 120_000)]
    public async Task MonthSpent()
    {
        await using var patient = await Patient.StartAsync();
        await patient.FaultAsync(new { apiQuotaExhausted = true });

        var (text, remedy) = (await patient.DoctorAsync()).Only("sending", "fail");

        text.ShouldContain("API calls of this month are used up");
        remedy.ShouldContain("buy calls");
    }

    [Fact(Timeout = 120_000)]
    public async Task BrokerDown()
    {
        await using var patient = await Patient.StartAsync();
        patient.Config["broker"] = $"amqp://guest:secret@127.0.0.1:{Ports.Free()}";

        var (text, remedy) = (await patient.DoctorAsync()).Only("broker", "fail");

        text.ShouldContain("does not answer");
        text.ShouldNotContain("secret");
        remedy.ShouldContain("Start RabbitMQ");
    }

    [Fact(Timeout = 120_000)]
    public async Task WrongBrokerPassword()
    {
        await using var patient = await Patient.StartAsync();
        patient.Config["broker"] = WithPassword(Required("PICOCLAW_TEST_AMQP"), "wrong");

        var (text, remedy) = (await patient.DoctorAsync()).Only("broker", "fail");

        text.ShouldEndWith("refuses user or password");
        remedy.ShouldContain("broker_password");
    }

    [Fact(Timeout = 120_000)]
    public async Task StoreUnwritable()
    {
        // Not even root can write there.
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs /proc");
        await using var patient = await Patient.StartAsync();
        patient.Config["store"] = "/proc/picoclaw";

        var (text, remedy) = (await patient.DoctorAsync()).Only("store", "fail");

        text.ShouldContain("cannot be written to");
        remedy.ShouldContain("a folder that this user may write to");
    }

    [Fact(Timeout = 120_000)]
    public async Task DatabaseMissing()
    {
        await using var patient = await Patient.StartAsync();
        patient.Config["store"] = new UriBuilder(TestPostgres.Server) { Path = "no_such_database" }.Uri.OriginalString;

        var (text, remedy) = (await patient.DoctorAsync()).Only("store", "fail");

        text.ShouldEndWith("/no_such_database: there is no such database");
        remedy.ShouldContain("CREATE DATABASE \"no_such_database\"");
    }

    [Theory(Timeout = 120_000)]
    [InlineData(401)]
    [InlineData(403)]
    public async Task ModelKeyWrong(int status)
    {
        await using var patient = await Patient.StartAsync();
        await patient.FaultAsync(new { model = new { status } });

        var (text, remedy) = (await patient.DoctorAsync()).Only("model", "fail");

        text.ShouldStartWith("the key is refused");
        remedy.ShouldContain("api_keys");
    }

    [Fact(Timeout = 120_000)]
    public async Task ModelNameWrong()
    {
        await using var patient = await Patient.StartAsync();
        await patient.FaultAsync(new { model = new { status = 404 } });

        var (text, remedy) = (await patient.DoctorAsync()).Only("model", "fail");

        text.ShouldStartWith("the service does not know the model");
        remedy.ShouldContain("Correct model (provider/model)");
    }

    [Fact(Timeout = 120_000)]
    public async Task McpServerDead()
    {
        await using var patient = await Patient.StartAsync();
        patient.Config["mcp_servers"] = new JsonObject { ["files"] = new JsonObject { ["command"] = "false" } };

        var (text, remedy) = (await patient.DoctorAsync()).Only("mcp", "fail");

        text.ShouldStartWith("no tools: ");
        remedy.ShouldContain("Correct files under mcp_servers");
    }

    [Fact(Timeout = 120_000)]
    public async Task PortTaken()
    {
        await using var patient = await Patient.StartAsync();
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        patient.Config["gateway"]!["port"] = ((IPEndPoint)other.LocalEndpoint).Port;

        var (text, remedy) = (await patient.DoctorAsync()).Only("port", "fail");

        text.ShouldContain("Cannot listen on");
        remedy.ShouldContain("gateway.port");
    }

    [Theory(Timeout = 120_000)]
    [InlineData(90, "90 s ahead of")]
    [InlineData(-90, "90 s behind")]
    public async Task ClockSkew(int seconds, string said)
    {
        await using var patient = await Patient.StartAsync();
        patient.Write();
        using var output = new StringWriter();
        using var tools = new DoctorTools { Time = new WrongClock(TimeSpan.FromSeconds(seconds)) };

        var exit = await new DoctorRun(new GatewaySettings(patient.ConfigPath, null, null, false), tools, PlainTerminal.Of(output), asJson: true)
            .RunAsync(TestContext.Current.CancellationToken);

        // Their Date has whole seconds, and the answer took its time.
        var (text, remedy) = Diagnosis.Read(exit, output.ToString()).Only("clock", "fail");
        text.ShouldMatch($"this clock is (8[5-9]|9[0-9]) s {said[5..]} DingTalk's");
        remedy.ShouldContain("NTP");
    }

    [Fact(Timeout = 120_000)]
    public async Task ProxyRefuses()
    {
        await using var patient = await Patient.StartAsync();
        patient.Account.Remove("api_base");
        patient.Account.Remove("oapi_base");
        patient.Write();
        await using var proxy = RefusingProxy.Start();

        var diagnosis = await DoctorProcess.RunAsync(patient.ConfigPath, ("HTTPS_PROXY", $"http://127.0.0.1:{proxy.Port}"));

        var (text, remedy) = diagnosis.Only("proxy", "fail");
        text.ShouldContain("does not let api.dingtalk.com through");
        text.ShouldContain("403");
        remedy.ShouldContain("unset HTTPS_PROXY");
        diagnosis.Lines.Single(line => line.Check == "credentials").Level.ShouldBe("skip");
        proxy.Seen.ShouldContain("CONNECT api.dingtalk.com:443 HTTP/1.1");
    }

    [Fact(Timeout = 120_000)]
    public async Task ConfigReadableByTheGroup()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs file modes");
        await using var patient = await Patient.StartAsync();
        patient.Mode |= UnixFileMode.GroupRead;

        (await patient.DoctorAsync()).Only("config", "warn").Remedy.ShouldBe($"Run: chmod 600 \"{patient.ConfigPath}\"");
    }

    [Fact(Timeout = 120_000)]
    public async Task UnknownKey()
    {
        await using var patient = await Patient.StartAsync();
        patient.Config["agents"] = new JsonObject { ["defaults"] = new JsonObject { ["model_nam"] = "chat" } };

        var (text, remedy) = (await patient.DoctorAsync()).Only("config", "fail");

        text.ShouldEndWith("unknown field: agents.defaults.model_nam (did you mean model_name?)");
        remedy.ShouldBe("Correct the name or remove the line.");
    }

    private static string Required(string variable) => Environment.GetEnvironmentVariable(variable)
        ?? throw new InvalidOperationException($"Set {variable} to the address of a server, or run eng/test.sh, which starts one.");

    private static string WithPassword(string address, string password)
    {
        var builder = new UriBuilder(address) { Password = password };
        builder.UserName = builder.UserName.Length == 0 ? "guest" : builder.UserName;
        return builder.Uri.OriginalString;
    }
}
