using DingTalk.Emulator.Transcripts;

namespace DingTalk.Emulator.Tests.Transcripts;

public sealed class BoundedLogTests
{
    [Fact]
    public void Add_OverCapacity_DropsTheOldest()
    {
        var log = new BoundedLog<string>(3, long.MaxValue, text => text.Length);
        foreach (var text in new[] { "a", "b", "c", "d", "e" })
        {
            log.Add(_ => text);
        }

        log.Entries.ShouldBe(["c", "d", "e"]);
        log.Last.ShouldBe(5);
        log.Change(2, _ => "gone").ShouldBeNull();
        log.Change(4, _ => "D").ShouldBe("D");
        log.Entries.ShouldBe(["c", "D", "e"]);
    }

    [Fact]
    public void Add_OverWeight_DropsTheOldestButNeverTheNewest()
    {
        var log = new BoundedLog<string>(100, 10, text => text.Length);
        log.Add(_ => "aaaa");
        log.Add(_ => "bbbb");
        log.Change(1, _ => "aaaaaa");
        log.Add(_ => "c");
        log.Entries.ShouldBe(["bbbb", "c"]);

        log.Add(_ => new string('x', 50));

        log.Entries.ShouldBe([new string('x', 50)]);
    }

    [Fact]
    public void Clear_SequencesGoOn()
    {
        var log = new BoundedLog<string>(3, 100, text => text.Length);
        log.Add(_ => "a");
        log.Clear();
        log.Entries.ShouldBeEmpty();

        log.Add(sequence => $"{sequence}").ShouldBe("2");
    }
}
