using PicoClaw.Hosting.Cleaning;

namespace PicoClaw.Hosting.Tests.Cleaning;

public sealed class MagicBytesTests
{
    [Theory]
    [InlineData("ffd8ffe000104a464946", "image/jpeg")]
    [InlineData("474946383961", "image/gif")]
    [InlineData("52494646000000005745425056503820", "image/webp")]
    [InlineData("524946460000000057415645666d7420", "audio/wav")]
    [InlineData("0000001c66747970686569630000", "image/heic")]
    [InlineData("0000001c6674797069736f6d0000", "video/mp4")]
    [InlineData("0000001c667479704d34412000", "audio/mp4")]
    [InlineData("424d36000c0000000000", "image/bmp")]
    [InlineData("424d20697320612063617221", MagicBytes.Unknown)]
    [InlineData("2321414d520a", "audio/amr")]
    [InlineData("504b0304", "application/zip")]
    [InlineData("255044462d312e37", "application/pdf")]
    [InlineData("d0cf11e0a1b11ae1", "application/x-ole-storage")]
    [InlineData("3c3f786d6c", "text/xml")]
    [InlineData("20200a3c48544d4c3e", "text/html")]
    [InlineData("52494646", MagicBytes.Unknown)]
    [InlineData("", MagicBytes.Unknown)]
    public void Of_FirstBytes_TellTheKind(string hex, string mediaType) => MagicBytes.Of(Convert.FromHexString(hex)).ShouldBe(mediaType);
}
