using PicoClaw.Ingress.Spool.Files;
using PicoClaw.Ingress.Tests.Testing;

namespace PicoClaw.Ingress.Tests.Spool.Files;

public sealed class SegmentScanTests
{
    private static byte[] Record(string text) => SpoolRecord.Frame(new SpooledMessage(SpoolBench.Message(text), null).ToUtf8());

    [Fact]
    public void Of_WholeFile_IsReadInOrder()
    {
        var scan = SegmentScan.Of([.. Record("one"), .. Record("two"), .. Record("three")]);

        Texts(scan).ShouldBe(["one", "two", "three"]);
        (scan.DamagedBytes, scan.TornBytes).ShouldBe((0, 0));
    }

    [Fact]
    public void Of_TornAnywhereInTheLastRecord_GivesTheOthersAndTheTornBytes()
    {
        var (whole, last) = ((byte[])[.. Record("one"), .. Record("two")], Record("three"));

        for (var length = 1; length < last.Length; length++)
        {
            var scan = SegmentScan.Of([.. whole, .. last.AsSpan(0, length)]);
            Texts(scan).ShouldBe(["one", "two"]);
            (scan.DamagedBytes, scan.TornBytes).ShouldBe((0, length));
        }
    }

    [Fact]
    public void Of_DamagedInTheMiddle_GivesThoseBeforeAndBehind()
    {
        var damaged = Record("two");
        damaged[20] ^= 1;

        var scan = SegmentScan.Of([.. Record("one"), .. damaged, .. Record("three")]);

        Texts(scan).ShouldBe(["one", "three"]);
        (scan.DamagedBytes, scan.TornBytes).ShouldBe((damaged.Length, 0));
    }

    [Fact]
    public void Of_RecordThatIsNoMessage_IsDamageAlsoAtTheEnd()
    {
        var foreign = SpoolRecord.Frame("{\"of\":\"another version\"}"u8);

        var scan = SegmentScan.Of([.. Record("one"), .. foreign]);

        Texts(scan).ShouldBe(["one"]);
        (scan.DamagedBytes, scan.TornBytes).ShouldBe((foreign.Length, 0));
    }

    // What a user writes must not be taken for a record.
    [Fact]
    public void Of_TextThatHoldsAMark_IsOneRecord()
    {
        var text = "\u00FFPC\u00FE behind";

        Texts(SegmentScan.Of(Record(text))).ShouldBe([text]);
    }

    // 3,000 files with one of five damages at a place that the seed chooses: no crash, and what lies before the damage is read.
    [Fact]
    public void Of_DamagedFiles_GiveAllRecordsBeforeTheDamage()
    {
        var records = Enumerable.Range(0, 12).Select(number => Record($"message {number} {new string('x', number * 37)}")).ToList();
        var file = records.SelectMany(record => record).ToArray();
        for (var seed = 0; seed < 3000; seed++)
        {
            var random = new Random(seed);
            var at = random.Next(file.Length);
            var damaged = Damage(file, at, random);
            var before = 0;
            for (var end = records[0].Length; end <= at; end += records[before].Length)
            {
                before++;
            }

            var scan = SegmentScan.Of(damaged);

            Texts(scan).Take(before).ShouldBe(Texts(SegmentScan.Of(file)).Take(before), $"seed {seed}");
            scan.Records.Select(record => (record.Offset, record.Length)).ShouldAllBe(place => place.Offset + place.Length <= damaged.Length);
        }
    }

    private static byte[] Damage(byte[] file, int at, Random random)
    {
        var copy = file.ToArray();
        var length = Math.Min(random.Next(1, 600), file.Length - at);
        switch (random.Next(6))
        {
            case 0:
                random.NextBytes(copy.AsSpan(at, length));
                return copy;
            case 1:
                copy.AsSpan(at, length).Clear();
                return copy;
            case 2:
                return copy[..at];
            case 3:
                return [.. copy[..at], .. copy[(at + length)..]];
            case 4:
                var inserted = new byte[length];
                random.NextBytes(inserted);
                return [.. copy[..at], .. SpoolRecord.Mark, .. inserted, .. copy[at..]];
            default:
                copy[at] ^= (byte)(1 << random.Next(8));
                return copy;
        }
    }

    private static IEnumerable<string> Texts(SegmentScan scan) => scan.Records.Select(record => record.Message.Message!.Text);
}
