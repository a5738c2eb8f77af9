namespace Interop.Tests;

public sealed class ToolTests
{
    [Fact]
    public void Start_ProgramIsMissing_SaysWhatToInstall() =>
        Should.Throw<InvalidOperationException>(() => Tool.Start("no-such-program", AppContext.BaseDirectory, []))
            .Message.ShouldContain("install Node.js 18 or newer with npm (Debian and Ubuntu: apt-get install nodejs npm");
}
