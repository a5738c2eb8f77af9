namespace DingTalk.Emulator;

// State that POST /emulator/reset clears.
internal interface IResettable
{
    void Reset();
}
