using System.Net;
using System.Net.Sockets;
using DingTalk.Stream.Tests.Support;

namespace DingTalk.Stream.Tests.Link;

public sealed class SocketReaderTests : IAsyncLifetime
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private System.IO.Stream _connection = null!;
    private Socket _peer = null!;

    public async ValueTask InitializeAsync()
    {
        _listener.Start();
        var port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _connection = await LinkConnection.OpenAsync(new DnsEndPoint("127.0.0.1", port), TestContext.Current.CancellationToken);
        _peer = await _listener.AcceptSocketAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _connection.DisposeAsync();
        _peer.Dispose();
        _listener.Dispose();
    }

    [Fact]
    public async Task Read_BytesArriveOneByOne_OneThreadContinuesThem()
    {
        var seen = new List<(byte Value, int Thread, bool IsPool)>();
        var reading = ReadAllAsync();

        for (var i = 0; i < 20; i++)
        {
            await SendAsync((byte)i);
        }

        await reading.Soon();
        seen.Select(one => one.Value).ShouldBe(Enumerable.Range(0, 20).Select(i => (byte)i));
        seen.ShouldAllBe(one => one.Thread == seen[0].Thread && !one.IsPool);

        // Asserts nothing itself: on a slow machine even compiling that takes long enough to count as blocking the thread.
        async Task ReadAllAsync()
        {
            var buffer = new byte[1];
            while (seen.Count < 20 && await _connection.ReadAsync(buffer, CancellationToken.None).ConfigureAwait(false) > 0)
            {
                seen.Add((buffer[0], Environment.CurrentManagedThreadId, Thread.CurrentThread.IsThreadPoolThread));
            }
        }
    }

    [Fact]
    public async Task Read_WhileAnotherOneWaits_FailsAndLeavesThatOneAlone()
    {
        var first = _connection.ReadAsync(new byte[1], CancellationToken.None);

        await Should.ThrowAsync<IOException>(() => _connection.ReadAsync(new byte[1], CancellationToken.None).AsTask().Soon());

        await SendAsync(1);
        (await first.AsTask().Soon()).ShouldBe(1);
        await SendAsync(2);
        (await ReadAsync()).ShouldBe((byte)2);
    }

    [Fact]
    public async Task Read_TheContinuationOfAnEarlierReadBlocks_AnotherThreadReads()
    {
        using var release = new ManualResetEventSlim();
        var later = new TaskCompletionSource<(byte Value, bool IsPool)>(TaskCreationOptions.RunContinuationsAsynchronously);
        var blocked = BlockAsync(TestContext.Current.CancellationToken);

        await SendAsync(1);
        await SendAsync(2);

        (await later.Task.Soon()).ShouldBe(((byte)2, true));
        blocked.IsCompleted.ShouldBeFalse();
        release.Set();
        await blocked.Soon();

        async Task BlockAsync(CancellationToken cancellationToken)
        {
            await ReadAsync().ConfigureAwait(false);
            _ = ReadLaterAsync();
            release.Wait(cancellationToken);
        }

        async Task ReadLaterAsync()
        {
            var value = await ReadAsync().ConfigureAwait(false);
            later.SetResult((value, Thread.CurrentThread.IsThreadPoolThread));
        }
    }

    [Fact]
    public async Task Read_ThePeerCloses_GivesNothing()
    {
        var reading = _connection.ReadAsync(new byte[1], TestContext.Current.CancellationToken);

        _peer.Dispose();

        (await reading.AsTask().Soon()).ShouldBe(0);
    }

    [Fact]
    public async Task Dispose_AReadWaits_TheReadFails()
    {
        var reading = _connection.ReadAsync(new byte[1], CancellationToken.None);

        await _connection.DisposeAsync();

        await Should.ThrowAsync<IOException>(reading.AsTask().Soon());
        await Should.ThrowAsync<ObjectDisposedException>(async () => await _connection.ReadExactlyAsync(new byte[1], CancellationToken.None));
    }

    [Fact]
    public async Task Read_Cancelled_EndsTheConnection()
    {
        using var cancel = new CancellationTokenSource();
        var reading = _connection.ReadAsync(new byte[1], cancel.Token);

        await cancel.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(reading.AsTask().Soon());
        await Should.ThrowAsync<ObjectDisposedException>(async () => await _connection.ReadExactlyAsync(new byte[1], CancellationToken.None));
    }

    [Fact]
    public async Task Open_NobodyListens_SaysWhy()
    {
        var port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _listener.Stop();

        var refused = await Should.ThrowAsync<SocketException>(
            async () => await LinkConnection.OpenAsync(new DnsEndPoint("127.0.0.1", port), TestContext.Current.CancellationToken));

        refused.SocketErrorCode.ShouldBe(SocketError.ConnectionRefused);
    }

    private async Task<byte> ReadAsync()
    {
        var buffer = new byte[1];
        (await _connection.ReadAsync(buffer, CancellationToken.None).ConfigureAwait(false)).ShouldBe(1);
        return buffer[0];
    }

    private async Task SendAsync(byte value) => await _peer.SendAsync(new[] { value }, TestContext.Current.CancellationToken);
}
