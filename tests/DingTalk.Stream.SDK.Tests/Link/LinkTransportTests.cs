using System.IO.Pipelines;
using DingTalk.Stream.Tests.Support;

namespace DingTalk.Stream.Tests.Link;

public sealed class LinkTransportTests : IDisposable
{
    private readonly RecordingStream _connection = new();
    private readonly LinkTransport _transport;

    private int _reads;

    public LinkTransportTests() => _transport = new LinkTransport(_connection, () => _reads++);

    public void Dispose() => _transport.Dispose();

    [Fact]
    public async Task Write_AnotherWriteIsUnderWay_WaitsForIt()
    {
        var first = WriteAsync("ping"u8.ToArray());
        var second = WriteAsync("ack"u8.ToArray());
        _connection.Writes.ShouldHaveSingleItem().ShouldBe("ping"u8.ToArray());

        _connection.Release();
        await first;
        _connection.Release();
        await second;

        _connection.Writes.Last().ShouldBe("ack"u8.ToArray());
    }

    [Fact]
    public async Task Read_BytesArrive_IsReportedOnceForWhatCameTogether()
    {
        await _connection.Incoming.WriteAsync(Bytes(300, 7), TestContext.Current.CancellationToken);
        var buffer = new byte[100];
        for (var part = 0; part < 3; part++)
        {
            await _transport.ReadExactlyAsync(buffer, TestContext.Current.CancellationToken);
        }

        _reads.ShouldBe(1);
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
        private readonly SemaphoreSlim _taken = new(0);
        private readonly System.IO.Stream _reader;

        public RecordingStream() => _reader = _incoming.Reader.AsStream();

        public PipeWriter Incoming => _incoming.Writer;

        public List<byte[]> Writes { get; } = [];

        public int Reads { get; private set; }

        public void Release() => _taken.Release();

        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Writes.Add(buffer.ToArray());
            await _taken.WaitAsync(cancellationToken);
        }

        protected override void Dispose(bool disposing)
        {
            _taken.Dispose();
            base.Dispose(disposing);
        }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Reads++;
            return _reader.ReadAsync(buffer, cancellationToken);
        }
    }
}
