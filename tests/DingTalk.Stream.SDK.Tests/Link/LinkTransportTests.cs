using System.IO.Pipelines;
using DingTalk.Stream.Tests.Support;

namespace DingTalk.Stream.Tests.Link;

public sealed class LinkTransportTests : IDisposable
{
    private readonly RecordingStream _connection = new();
    private readonly LinkTransport _transport;

    public LinkTransportTests() => _transport = new LinkTransport(_connection);

    public void Dispose() => _transport.Dispose();

    [Fact]
    public async Task Write_MoreFollows_LeavesWithTheNext()
    {
        _transport.MoreFollows = true;
        await WriteAsync("a"u8.ToArray());
        await WriteAsync("b"u8.ToArray());
        _connection.Writes.ShouldBeEmpty();

        _transport.MoreFollows = false;
        await WriteAsync("c"u8.ToArray());

        _connection.Writes.ShouldHaveSingleItem().ShouldBe("abc"u8.ToArray());
    }

    [Fact]
    public async Task Write_NothingFollows_LeavesImmediately()
    {
        await WriteAsync("a"u8.ToArray());
        await WriteAsync("b"u8.ToArray());

        _connection.Writes.Select(write => write.Length).ShouldBe([1, 1]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1000)]
    [InlineData(16 * 1024)]
    [InlineData(16 * 1024 + 1)]
    [InlineData(100_000)]
    public async Task Write_AnySize_KeepsOrderAndBytes(int size)
    {
        byte[][] writes = [Bytes(700, 1), Bytes(size, 2), Bytes(size, 3), Bytes(20, 4)];
        for (var i = 0; i < writes.Length; i++)
        {
            _transport.MoreFollows = i < writes.Length - 1;
            await WriteAsync(writes[i]);
        }

        _connection.Writes.SelectMany(write => write).ShouldBe(writes.SelectMany(write => write));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(300)]
    [InlineData(50_000)]
    public async Task Read_PiecesOfAnySize_GivesTheSameBytes(int piece)
    {
        var sent = Bytes(200_000, 7);
        await _connection.Incoming.WriteAsync(sent, TestContext.Current.CancellationToken);
        await _connection.Incoming.CompleteAsync();
        var read = new List<byte>();
        var buffer = new byte[piece];
        while (await _transport.ReadAsync(buffer, TestContext.Current.CancellationToken) is var count and > 0)
        {
            read.AddRange(buffer.AsSpan(0, count));
        }

        read.ShouldBe(sent);
    }

    [Fact]
    public async Task Read_TwoMessagesArrived_TheSecondIsBuffered()
    {
        await _connection.Incoming.WriteAsync("onetwo"u8.ToArray(), TestContext.Current.CancellationToken);
        var buffer = new byte[3];

        await _transport.ReadAsync(buffer, TestContext.Current.CancellationToken).Soon();
        var second = _transport.ReadAsync(buffer, TestContext.Current.CancellationToken);

        second.IsCompleted.ShouldBeTrue();
        (await second).ShouldBe(3);
        buffer.ShouldBe("two"u8.ToArray());
        _connection.Reads.ShouldBe(1);
    }

    private ValueTask WriteAsync(byte[] bytes) => _transport.WriteAsync(bytes, TestContext.Current.CancellationToken);

    private static byte[] Bytes(int count, byte seed) => [.. Enumerable.Range(0, count).Select(i => (byte)(i * seed))];

    private sealed class RecordingStream : MemoryStream
    {
        private readonly Pipe _incoming = new(new PipeOptions(pauseWriterThreshold: 0));
        private readonly System.IO.Stream _reader;

        public RecordingStream() => _reader = _incoming.Reader.AsStream();

        public PipeWriter Incoming => _incoming.Writer;

        public List<byte[]> Writes { get; } = [];

        public int Reads { get; private set; }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Writes.Add(buffer.ToArray());
            return ValueTask.CompletedTask;
        }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Reads++;
            return _reader.ReadAsync(buffer, cancellationToken);
        }
    }
}
