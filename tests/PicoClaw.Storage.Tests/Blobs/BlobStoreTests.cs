using System.Security.Cryptography;
using Microsoft.Extensions.Time.Testing;
using PicoClaw.Storage.Blobs;

namespace PicoClaw.Storage.Tests.Blobs;

/// <summary>What every store of blobs must do.</summary>
public abstract class BlobStoreTests : IAsyncLifetime
{
    private protected const int Chunk = PostgresBlobStore.ChunkSize;

    private protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private protected FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 1, 1, 23, 59, 0, TimeSpan.Zero));

    private protected IBlobStore Blobs { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Blobs = await OpenAsync();

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        GC.SuppressFinalize(this);
    }

    private protected abstract Task<IBlobStore> OpenAsync();

    private protected abstract ValueTask CloseAsync();

    /// <summary>How many pieces of unfinished and finished blobs there are.</summary>
    private protected abstract Task<long> PiecesAsync();

    [Fact]
    public async Task WriteAsync_Bytes_AreReadBackAndDescribed()
    {
        foreach (var length in new[] { 0, 1, Blob.HeadLength, Blob.HeadLength + 1, Chunk - 1, Chunk, Chunk + 1, (3 * Chunk) + 7 })
        {
            var bytes = RandomNumberGenerator.GetBytes(length);

            var blob = await Blobs.WriteAsync(new MemoryStream(bytes), Cancel);

            blob.Size.ShouldBe(length);
            blob.Sha256.ShouldBe(Convert.ToHexStringLower(SHA256.HashData(bytes)));
            blob.Head.ToArray().ShouldBe(bytes[..Math.Min(length, Blob.HeadLength)]);
            blob.Id.ShouldAllBe(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-');
            (await ReadAsync(blob.Id)).ShouldBe(bytes);
        }
    }

    [Fact]
    public async Task WriteAsync_BytesThatComeInDrops_AreWhole()
    {
        var bytes = RandomNumberGenerator.GetBytes(Chunk + 1000);

        var blob = await Blobs.WriteAsync(new DrippingStream(bytes, 999), Cancel);

        (await ReadAsync(blob.Id)).ShouldBe(bytes);
    }

    [Fact]
    public async Task WriteAsync_ContentFails_LeavesNothing()
    {
        var content = new DrippingStream(new byte[2 * Chunk], 10_000) { FailsAt = Chunk + 10 };

        await Should.ThrowAsync<InvalidDataException>(Blobs.WriteAsync(content, Cancel));

        (await PiecesAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task WriteAsync_Cancelled_LeavesNothing()
    {
        using var cancel = new CancellationTokenSource();
        var content = new DrippingStream(new byte[2 * Chunk], 10_000) { CancelsAt = Chunk + 10, Cancel = cancel };

        await Should.ThrowAsync<OperationCanceledException>(Blobs.WriteAsync(content, cancel.Token));

        (await PiecesAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task WriteAsync_Unfinished_IsNotFound()
    {
        var held = new TaskCompletionSource();
        var content = new DrippingStream(new byte[2 * Chunk], Chunk) { HoldsAt = Chunk, Hold = held.Task };
        var writing = Blobs.WriteAsync(content, Cancel);
        await content.Held.WaitAsync(TimeSpan.FromSeconds(60), Cancel);

        // Whatever it is called, it cannot be opened: its id is told when it is whole.
        (await PiecesAsync()).ShouldBe(1);
        held.SetResult();

        (await ReadAsync((await writing).Id)).Length.ShouldBe(2 * Chunk);
    }

    [Fact]
    public async Task OpenAsync_Seeks_ReadsFromThere()
    {
        var bytes = RandomNumberGenerator.GetBytes((2 * Chunk) + 100);
        var blob = await Blobs.WriteAsync(new MemoryStream(bytes), Cancel);

        await using var stream = (await Blobs.OpenAsync(blob.Id, Cancel)).ShouldNotBeNull();
        var part = new byte[200];
        stream.Length.ShouldBe(bytes.Length);
        stream.Seek(-100, SeekOrigin.End);
        (await stream.ReadAtLeastAsync(part, 200, throwOnEndOfStream: false, Cancel)).ShouldBe(100);
        part[..100].ShouldBe(bytes[^100..]);
        stream.Position = Chunk - 50;
        stream.ReadExactly(part);
        part.ShouldBe(bytes[(Chunk - 50)..(Chunk + 150)]);
    }

    [Fact]
    public async Task OpenAsync_NoBlob_IsNull()
    {
        string[] ids =
        [
            "", "..", "../../../etc/passwd", "/etc/passwd", "2026-01-01/00000000000000000000000000000000", "0197F0E0-0000-7000-8000-000000000000",
            "0197f0e000007000800000000000000\u0000", "0197f0e0000070008000000000000000.tmp", "0197f0e0000070008000000000000000",
        ];
        foreach (var id in ids)
        {
            (await Blobs.OpenAsync(id, Cancel)).ShouldBeNull(id);
        }
    }

    [Fact]
    public async Task DeleteOlderThanAsync_Old_GoesAndTheRestStays()
    {
        var old = await WriteAsync("old");
        Time.Advance(TimeSpan.FromMinutes(2));
        var instant = Time.GetUtcNow();
        var young = await WriteAsync("young");

        (await Blobs.DeleteOlderThanAsync(instant, Cancel)).ShouldBe(1);

        (await Blobs.OpenAsync(old.Id, Cancel)).ShouldBeNull();
        (await ReadAsync(young.Id)).ShouldBe("young"u8.ToArray());
        (await Blobs.DeleteOlderThanAsync(instant, Cancel)).ShouldBe(0);
        (await PiecesAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task DeleteOlderThanAsync_Many_GoInSteps()
    {
        foreach (var _ in Enumerable.Range(0, 60))
        {
            await WriteAsync("");
        }

        Time.Advance(TimeSpan.FromDays(1));
        var steps = new List<int>();
        do
        {
            steps.Add(await Blobs.DeleteOlderThanAsync(Time.GetUtcNow(), Cancel));
        }
        while (steps[^1] > 0);

        steps.Sum().ShouldBe(60);
        steps.ShouldAllBe(step => step <= 50);
        steps.Count.ShouldBeGreaterThan(2);
        (await PiecesAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task DeleteOlderThanAsync_SeveralAtOnce_DeleteEachOnce()
    {
        foreach (var _ in Enumerable.Range(0, 20))
        {
            await WriteAsync("text");
        }

        Time.Advance(TimeSpan.FromDays(1));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Blobs.DeleteOlderThanAsync(Time.GetUtcNow(), Cancel)));

        (await PiecesAsync()).ShouldBe(0);
    }

    private protected Task<Blob> WriteAsync(string text) => Blobs.WriteAsync(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text)), Cancel);

    private protected async Task<byte[]> ReadAsync(string id)
    {
        await using var stream = (await Blobs.OpenAsync(id, Cancel)).ShouldNotBeNull();
        var copy = new MemoryStream();
        await stream.CopyToAsync(copy, Cancel);
        return copy.ToArray();
    }
}
