using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;

namespace PicoClaw.Hosting.Tests;

public sealed class StopWordsTests : IDisposable
{
    private readonly StringWriter _said = new();
    private readonly AnswersInHand _answers = new();
    private readonly ApplicationLifetime _lifetime = new(NullLogger<ApplicationLifetime>.Instance);
    private readonly List<int> _ends = [];
    private readonly StopWords _words;

    public StopWordsTests() => _words = new StopWords(_lifetime, new Announcer(_said), _answers, _ends.Add);

    public void Dispose() => _words.Dispose();

    [Theory]
    [InlineData(0, "Stopping...")]
    [InlineData(1, "Stopping, finishing 1 answer...")]
    [InlineData(3, "Stopping, finishing 3 answers...")]
    public void Stopping_AnswersInHand_AreCounted(int count, string expected)
    {
        for (var i = 0; i < count; i++)
        {
            _answers.Begin();
        }

        _answers.Begin().Dispose();
        _lifetime.StopApplication();

        _said.ToString().ShouldStartWith(expected);
    }

    [Fact]
    public void Interrupt_Once_LeavesTheHostToFinish()
    {
        _words.Interrupt();

        _ends.ShouldBeEmpty();
    }

    [Fact]
    public void Interrupt_Twice_EndsAtOnce()
    {
        _words.Interrupt();
        _words.Interrupt();

        _ends.ShouldBe([130]);
    }
}
