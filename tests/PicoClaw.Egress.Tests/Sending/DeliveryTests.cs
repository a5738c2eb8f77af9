using Microsoft.Extensions.Time.Testing;
using PicoClaw.Contracts;
using PicoClaw.Egress.Tests.Testing;

namespace PicoClaw.Egress.Tests.Outbox;

/// <summary>One attempt at a time against the emulator; the test moves the clock in between.</summary>
public abstract partial class DeliveryTests(bool onPostgres) : IAsyncLifetime
{
    private readonly TestPlace _place = new(onPostgres);
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private TestDingTalk _dingTalk = null!;
    private TestEgress _egress = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _dingTalk = await TestDingTalk.StartAsync(_time);
        _egress = await TestEgress.OpenAsync(_place, _time, _dingTalk.Address);
    }

    public async ValueTask DisposeAsync()
    {
        await _egress.DisposeAsync();
        await _dingTalk.DisposeAsync();
        await _place.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private static string LongText(int parts) => string.Join("\n\n", Enumerable.Range(1, parts).Select(part => $"part {part} {new string('字', 3000)}"));

    private void AnswerBatchSend(string json, System.Net.HttpStatusCode status = System.Net.HttpStatusCode.OK) => _egress.Gate.Answer = request =>
        request.RequestUri!.AbsolutePath.EndsWith("batchSend", StringComparison.Ordinal) ? new HttpResponseMessage(status) { Content = new StringContent(json) } : null;

    private static string BodyOf(HttpRequestMessage request)
    {
        using var reader = new StreamReader(request.Content!.ReadAsStream());
        return reader.ReadToEnd();
    }

    private async Task<TestThread> HearAsync(string? group = null)
    {
        var (conversation, route) = await _dingTalk.HearAsync(group: group);
        return new TestThread(conversation, route, _time);
    }

    private async Task PutAndSendAsync(params DeliverMessage[] replies)
    {
        await _egress.PutAsync(replies);
        await SendDueAsync();
    }

    private async Task SendDueAsync()
    {
        var lease = await _egress.ClaimAsync();
        await _egress.SendDueAsync(lease);
        await _egress.Lanes.HandBackAsync(lease, Cancel);
    }

    /// <summary>Without moving the clock, which the deadline of a call that is out is on too.</summary>
    private Task ExpireLeaseAsync() => _egress.Store.WriteAsync(session => session.ExecuteAsync("UPDATE lane SET lease_until = 0"), Cancel);

    private async Task<IReadOnlyList<string>> ViasAsync() => [.. (await _dingTalk.RepliesAsync()).Select(reply => reply.Via)];

    private async Task ShouldBeCompleteAsync(DeliverMessage reply)
    {
        var texts = await _dingTalk.TextsAsync();
        string.Join("\n\n", texts.Select((text, index) => text.Replace($"\n\n({index + 1}/{texts.Count})", "", StringComparison.Ordinal))).ShouldBe(((MarkdownContent)reply.Content).Text);
        (await _egress.StateAsync(reply)).Status.ShouldBe("sent");
    }

    private async Task ShouldHaveFailedAsync(DeliverMessage reply, string reason, int sent = 0)
    {
        var state = await _egress.StateAsync(reply);
        state.Status.ShouldBe("failed");
        state.Error.ShouldNotBeNullOrEmpty();
        state.Error.ShouldContain(reason);
        _egress.LogsOf(403).Single().Message.ShouldContain(state.Error);
        (await _dingTalk.TextsAsync()).Count.ShouldBe(sent);
    }
}
