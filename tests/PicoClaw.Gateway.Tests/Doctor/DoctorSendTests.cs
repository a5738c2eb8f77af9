using PicoClaw.Gateway.Doctor;
using PicoClaw.Gateway.Hosting;
using PicoClaw.Gateway.Terminals;

namespace PicoClaw.Gateway.Tests.Doctor;

/// <summary><c>picoclaw doctor --send USER</c>.</summary>
public sealed class DoctorSendTests
{
    [Fact(Timeout = 120_000)]
    public async Task Send_NobodyAtTheTerminal_SendsOneMessageAndSaysSo()
    {
        await using var patient = await Patient.StartAsync();

        var diagnosis = await patient.DoctorAsync("--send", "u1");

        diagnosis.Exit.ShouldBe(0, diagnosis.ToString());
        diagnosis.Lines[^2].ShouldBe(("message", "pass", "\"PicoClaw doctor\" is sent to u1 by the OpenAPI; only u1 can tell whether it arrived", ""));
        (diagnosis.Lines[^1].Check, diagnosis.Lines[^1].Level).ShouldBe(("reply", "skip"));
        (await patient.RepliesAsync()).ShouldHaveSingleItem().ShouldContain("This message came by the OpenAPI");
    }

    [Fact(Timeout = 120_000)]
    public async Task Send_WithoutTheOption_NobodyGetsAnything()
    {
        await using var patient = await Patient.StartAsync();

        (await patient.DoctorAsync()).Exit.ShouldBe(0);

        (await patient.RepliesAsync()).ShouldBeEmpty();
    }

    [Fact(Timeout = 120_000)]
    public async Task Send_UnknownPerson_Fails()
    {
        await using var patient = await Patient.StartAsync();
        await patient.FaultAsync(new { invalidStaffIds = true });

        (await patient.DoctorAsync("--send", "u1")).Only("message", "fail").Text.ShouldBe("DingTalk knows nobody with the id u1");
    }

    [Fact(Timeout = 120_000)]
    public async Task Send_CredentialsAreWrong_NothingIsTried()
    {
        await using var patient = await Patient.StartAsync();
        patient.Account["client_secret"] = "some-other-secret";

        (await patient.DoctorAsync("--send", "u1")).Lines.ShouldNotContain(line => line.Check == "message" || line.Check == "reply");
    }

    [Theory(Timeout = 120_000)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Send_APersonIsAsked_TheAnswerDecides(bool arrived)
    {
        await using var patient = await Patient.StartAsync();
        patient.Write();
        var questions = new List<string>();
        using var output = new StringWriter();
        var terminal = new Terminal(output, output, new TerminalKind(IsTerminal: false, HasColours: false, HasKeyboard: false), isVerbose: false);
        using var tools = new DoctorTools
        {
            Receiver = "u1",
            Ask = (question, _) =>
            {
                questions.Add(question);
                return Task.FromResult(arrived);
            },
        };

        var exit = await new DoctorRun(new GatewaySettings(patient.ConfigPath, null, null, false), tools, terminal, asJson: true)
            .RunAsync(TestContext.Current.CancellationToken);

        var lines = Diagnosis.Read(exit, output.ToString()).Lines;
        questions.Count.ShouldBe(2);
        lines.TakeLast(2).Select(line => (line.Check, line.Level)).ShouldBe(arrived
            ? [("message", "pass"), ("reply", "pass")]
            : [("message", "fail"), ("reply", "fail")]);
    }
}
