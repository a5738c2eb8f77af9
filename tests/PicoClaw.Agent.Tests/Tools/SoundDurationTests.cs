using System.Text;
using PicoClaw.Agent.Tools.Files;

namespace PicoClaw.Agent.Tests.Tools;

public sealed class SoundDurationTests
{
    [Fact]
    public void Of_Amr_IsItsFramesOf20Ms()
    {
        byte[] amr = [.. "#!AMR\n"u8, .. Frames(type: 7, size: 32, count: 50), .. Frames(type: 8, size: 6, count: 25)];

        SoundDuration.Of("audio/amr", amr).ShouldBe(TimeSpan.FromSeconds(1.5));
    }

    [Theory]
    [InlineData(16_000, 16_000, 1)]
    [InlineData(uint.MaxValue, 8_000, 0.5)]
    public void Of_Wav_IsItsDataByItsRate(uint said, int data, double seconds)
    {
        byte[] wav =
        [
            .. "RIFF"u8, 0, 0, 0, 0, .. "WAVE"u8, .. "LIST"u8, 3, 0, 0, 0, 1, 2, 3, 0,
            .. "fmt "u8, 16, 0, 0, 0, 1, 0, 1, 0, .. BitConverter.GetBytes(8000), .. BitConverter.GetBytes(16_000), 2, 0, 16, 0,
            .. "data"u8, .. BitConverter.GetBytes(said), .. new byte[data],
        ];

        SoundDuration.Of("audio/wav", wav).ShouldBe(TimeSpan.FromSeconds(seconds));
    }

    [Theory]
    [InlineData("audio/wav", "RIFF....WAVE")]
    [InlineData("audio/wav", "RIFF....WAVEdata\x10\0\0\0")]
    [InlineData("audio/wav", "")]
    [InlineData("audio/amr", "#!AMR\n")]
    [InlineData("audio/amr", "#!AMR-WB\n")]
    [InlineData("audio/mpeg", "ID3 sound")]
    public void Of_AnythingElse_IsNotKnown(string mediaType, string bytes) => SoundDuration.Of(mediaType, Encoding.Latin1.GetBytes(bytes)).ShouldBeNull();

    private static IEnumerable<byte> Frames(int type, int size, int count) =>
        Enumerable.Repeat((byte[])[(byte)((type << 3) | 4), .. new byte[size - 1]], count).SelectMany(frame => frame);
}
