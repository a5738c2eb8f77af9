using System.Text;
using DingTalk.Stream.Protocol;
using DingTalk.Stream.Tests.Support;
using PicoClaw.Tests.Golden;

namespace DingTalk.Stream.Tests.Golden;

// Every golden frame is parsed to its expected value; a new one without an expectation fails.
public sealed class GoldenFrameTests
{
    private static readonly Dictionary<string, Action<StreamFrame>> Expected =
        new([.. ExpectedFrames.All, .. ExpectedMessages.All, .. ExpectedQuotes.All]);

    public static TheoryData<string> Names() => [.. GoldenFiles.Names("frames")];

    [Theory]
    [MemberData(nameof(Names))]
    public void GoldenFrame_Parsed_HasTheExpectedValue(string name)
    {
        Expected.ShouldContainKey(name, "no expectation: say what the frame must be read as");

        Expected[name](Parsed.Frame(Encoding.UTF8.GetBytes(GoldenFiles.Read("frames", name)["frame"]!.ToJsonString())));
    }

    [Fact]
    public void Expectations_All_HaveTheirFile() => Expected.Keys.Order(StringComparer.Ordinal).ShouldBe(GoldenFiles.Names("frames"));
}
