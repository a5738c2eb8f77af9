namespace Interop.Tests.Torture;

internal static class Verdict
{
    public static void EachHandledOnce(IReadOnlyList<Said> said, IReadOnlyList<Handled> handled)
    {
        EachHandled(said, handled);
        handled.CountBy(one => one.MessageId).Where(one => one.Value > 1).ShouldBeEmpty("handled more than once");
        handled.CountBy(one => one.FrameId).Where(one => one.Value > 1).ShouldBeEmpty("frames handled more than once");
    }

    public static void EachHandled(IReadOnlyList<Said> said, IReadOnlyList<Handled> handled)
    {
        said.ShouldNotBeEmpty();
        said.ExceptBy(handled.Select(one => one.MessageId), one => one.MessageId).ShouldBeEmpty("never handled");
        handled.ExceptBy(said.Select(one => one.MessageId), one => one.MessageId).ShouldBeEmpty("handled, but never said to this app");
    }
}
