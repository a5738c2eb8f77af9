using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;
using PicoClaw.Hosting.Startup;

namespace PicoClaw.Hosting.Tests.Startup;

public sealed class StopMessagesTests : IDisposable
{
    private readonly StringWriter _said = new();
    private readonly AnswersInProgress _answers = new();
    private readonly ApplicationLifetime _lifetime = new(NullLogger<ApplicationLifetime>.Instance);
    private readonly List<int> _ends = [];
    private readonly StopMessages _words;

    public StopMessagesTests() => _words = new StopMessages(_lifetime, new Announcer(_said), _answers, NullLogger.Instance, _ends.Add);

    public void Dispose() => _words.Dispose();

    [Theory]
    [InlineData(0, "Stopping, 0 answers in flight...\n")]
    [InlineData(1, "Stopping, 1 answer in flight...\n")]
    [InlineData(3, "Stopping, 3 answers in flight...\n")]
    public void Stopping_AnswersInProgress_AreCounted(int count, string expected)
    {
        for (var i = 0; i < count; i++)
        {
            _answers.Begin();
        }

        _answers.Begin().Dispose();
        _lifetime.StopApplication();

        _said.ToString().ShouldBe(expected, "a service manager's SIGTERM has no keys to press");
    }

    [Fact]
    public void Interrupt_AnswersInProgress_TellsHowToStopAtOnce()
    {
        _answers.Begin();

        _words.Interrupt();

        _said.ToString().ShouldBe(
            "Stopping, 1 answer in flight...\nPress Ctrl+C again to stop at once; unfinished answers continue after the next start.\n");
    }

    [Fact]
    public void Interrupt_NothingInHand_HasNothingToWaitFor()
    {
        _words.Interrupt();

        _said.ToString().ShouldBe("Stopping, 0 answers in flight...\n");
    }

    [Fact]
    public void Interrupt_Once_LeavesTheHostToFinish()
    {
        _words.Interrupt();

        _ends.ShouldBeEmpty();
    }

    [Fact]
    public void Terminate_Twice_EndsAtOnceWithItsOwnCode()
    {
        _words.Terminate();
        _ends.ShouldBeEmpty();
        _words.Terminate();

        _ends.ShouldBe([143]);
        _said.ToString().ShouldStartWith("Stopping, 0 answers in flight...\nStopped at once.");
    }

    [Fact]
    public void Interrupt_AfterATermination_EndsAtOnce()
    {
        _words.Terminate();
        _words.Interrupt();

        _ends.ShouldBe([130]);
    }

    [Fact]
    public void Interrupt_Twice_EndsAtOnce()
    {
        _words.Interrupt();
        _words.Interrupt();

        _ends.ShouldBe([130]);
    }
}
