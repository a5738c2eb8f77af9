using DingTalk.Emulator;
using PicoClaw.Contracts;
using PicoClaw.Egress.Cards;
using PicoClaw.Egress.Tests.Testing;

namespace PicoClaw.Egress.Tests.Cards;

/// <summary>Whatever a call's fate and whenever the process dies: no card stays open, and the answer is there once.</summary>
public abstract class CardFaultTests(bool onPostgres) : CardWorkTests(onPostgres)
{
    public static TheoryData<string, string> Faults
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var call in new[] { "create", "frame", "reply" })
            {
                foreach (var fault in new[] { "403", "429", "500", "500 executed", "400", "timeout", "timeout executed" })
                {
                    data.Add(call, fault);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Fault_OfACall_AnswerIsThereOnce(string call, string fault)
    {
        await Egress.StartAsync();
        var reply = (await HearAsync("group")).Say("The answer is 42.");
        if (call != "create")
        {
            await ShownAsync(reply);
        }

        var api = call == "create" ? "card/createAndDeliver" : "card/streaming";
        await ArmAsync(api, fault);
        if (call == "reply")
        {
            await Egress.PutAsync(reply);
        }
        else
        {
            await TellAsync(reply, 5, "The answer");
        }

        await HitAsync(api, fault);
        await DeliverAsync(reply);

        await ShouldEndWellAsync(reply);
    }

    private async Task ArmAsync(string api, string fault)
    {
        var path = api == "card/streaming" ? Stream : Create;
        object? switches = fault switch
        {
            "403" => new { sendStatus = 403, count = 1, api },
            "429" => new { sendStatus = 429, count = 1, api },
            "500" => new { sendStatus = 500, count = 1, api },
            "400" => new { sendCode = new { status = 400, code = "param.invalid" }, count = 1, api },
            "500 executed" => new { failAfterDelivery = true, count = 1, api },
            _ => null,
        };
        if (switches is not null)
        {
            await DingTalk.FaultAsync(switches);
        }

        var left = 1;
        Egress.Gate.HoldRequest = request => fault == "timeout" && IsHit(request);
        Egress.Gate.HoldAnswer = request => fault == "timeout executed" && IsHit(request);

        bool IsHit(HttpRequestMessage request) => request.RequestUri!.AbsolutePath == path && Interlocked.Decrement(ref left) == 0;
    }

    private async Task HitAsync(string api, string fault)
    {
        if (fault.StartsWith("timeout", StringComparison.Ordinal))
        {
            var held = Egress.Gate.NextAsync();
            await UntilAsync(() => Task.FromResult(held.IsCompleted));
            Time.Advance(TimeSpan.FromSeconds(11));
            return;
        }

        await UntilAsync(async () => await NumberAsync(
            $"SELECT COUNT(*) FROM call WHERE api = '{(api == "card/streaming" ? "card" : "card-create")}' AND ended_at IS NOT NULL") > 0);
    }
}
