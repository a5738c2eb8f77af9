namespace DingTalk.Emulator.Faults;

// A feature with faults that act on its state immediately, instead of on the next call. It ignores faults of other features.
internal interface IImmediateFault
{
    void Apply(Fault fault);
}
