using PicoClaw.Contracts;
using PicoClaw.Egress.Tests.Testing;

namespace PicoClaw.Egress.Tests.Sending;

/// <summary>One attempt at a time against the emulator; the test moves the clock in between.</summary>
public abstract partial class DeliveryTests(bool onPostgres) : EgressTests(onPostgres)
{
    private static string LongText(int parts) => string.Join("\n\n", Enumerable.Range(1, parts).Select(part => $"part {part} {new string('字', 3000)}"));

    private void AnswerBatchSend(string json, System.Net.HttpStatusCode status = System.Net.HttpStatusCode.OK) => Egress.Gate.Answer = request =>
        request.RequestUri!.AbsolutePath.EndsWith("batchSend", StringComparison.Ordinal)
            ? new HttpResponseMessage(status) { Content = new StringContent(json) }
            : null;

    private static string BodyOf(HttpRequestMessage request)
    {
        using var reader = new StreamReader(request.Content!.ReadAsStream());
        return reader.ReadToEnd();
    }

    /// <summary>Without moving the clock, on which the deadline of a call that is out depends.</summary>
    private Task ExpireLeaseAsync() => Egress.Store.WriteAsync(session => session.ExecuteAsync("UPDATE lane SET lease_until = 0"), Cancel);

    private async Task<IReadOnlyList<string>> ViasAsync() => [.. (await DingTalk.RepliesAsync()).Select(reply => reply.Via)];

    private async Task ShouldBeCompleteAsync(DeliverMessage reply)
    {
        var texts = await DingTalk.TextsAsync();
        string.Join("\n\n", texts.Select((text, index) => text.Replace($"\n\n({index + 1}/{texts.Count})", "", StringComparison.Ordinal)))
            .ShouldBe(((MarkdownContent)reply.Content).Text);
        (await Egress.StateAsync(reply)).Status.ShouldBe("sent");
    }

    private async Task ShouldHaveFailedAsync(DeliverMessage reply, string reason, int sent = 0)
    {
        var state = await Egress.StateAsync(reply);
        state.Status.ShouldBe("failed");
        state.Error.ShouldNotBeNullOrEmpty();
        state.Error.ShouldContain(reason);
        Egress.LogsOf(403).Single().Message.ShouldContain(state.Error);
        (await DingTalk.TextsAsync()).Count.ShouldBe(sent);
    }
}
