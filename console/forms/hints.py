"""What a form says below a label (填写提示): the help of the field, but where that speaks of numbers, codes and hashes.

A command and a program name a party by its number and a file by its hash; on a screen one chooses it. By the Chinese help
of the field; a test sees to it that each of them still is one.
"""

from domain.bilingual import Words

NOTHING: frozenset[str] = frozenset(
    {
        "执法机关的代码",
        "当事人在本案中的序号，从1起",
        "当事人在本案中的序号",
        "各当事人在本案中的序号，从1起",
        "文书在本案中的序号",
        "违法事实的编号",
        "人员编号",
        "主持人的编号",
        "记录人的编号",
        "已上传文件的 SHA-256",
        "待会签事项的序号",
        "待决定申请的序号",
        "审核轮次，从1起",
        "审核内容清单中的一项",
        "是或者不是",
        "承办人的认定及理由",
        "拟处罚内容、裁量及理由",
        "涉及的当事人序号，从1起",
        "所证明的违法事实的编号",
        "方式、日期和送达回证",
        "谁送达的",
    }
)
"""Helps that say nothing more to who chooses."""

ON_SCREEN: dict[str, Words] = {
    "不予处罚依据的行政处罚法条款：30、31、33(1)、33(2)、36；违法事实不能成立的填57.1(3)": Words(
        "不予处罚的，依据哪一条；违法事实不能成立的，依据第五十七条第一款第三项",
        "without penalty: on which article; where the facts are not established on article 57(1)(3)",
    ),
    "例如 market+zhenjiang": Words(
        "本案的执法领域，以及当地的规定", "the sector of the case, and what the place adds"
    ),
    "含当日，可以晚于发现日和立案日期；仍在继续的填写 null（行政处罚法第三十六条第二款）": Words(
        "含当日，可以晚于发现日和立案日期（行政处罚法第三十六条第二款）",
        "inclusive, and possibly after discovery and acceptance",
    ),
    "至少两人，填写人员编号": Words("至少两人", "two at least"),
    "按此顺序从1起编号": Words("按填写的顺序编号", "numbered in this order"),
    "统一社会信用代码；公民填写公民身份号码；其他证件须写明 identifier_kind": Words(
        "统一社会信用代码；公民填写公民身份号码；其他证件请写明证件种类",
        "unified social credit code; of a citizen the citizen's number; of another document say which kind it is",
    ),
    "扫描件的 SHA-256": Words("扫描件", "its scan"),
    "多少个期间单位（unit）": Words(
        "多少日、工作日、月或者年", "how many days, working days, months or years"
    ),
    "已经改正的不填，填写 done": Words(
        "已经改正的不填，改填“已经改正的情况”",
        "left empty where it was put right already: say that further down",
    ),
    "见 tingshu moves": Words(
        "当时办理了什么；选择后填写其内容", "what was done then; its contents are asked once it is chosen"
    ),
    "该操作的内容；$papers、$document:KIND:PARTY、$content:KIND:PARTY、$final:KIND:PARTY 指当时的案卷材料版本和文书": Words(
        "当时办理的内容", "what was done"
    ),
    "属于一个当事人的，其序号": Words("属于一个当事人的，是哪一个", "which party's it is, where it is one's"),
    "如纸质原件所印；不编号的不填": Words(
        "如纸质原件所印；没有文号的不填", "as printed; none for a kind without numbers"
    ),
    "只填要改动的，如所证明的事实；证据不删除，不采用的标明排除（excluded）": Words(
        "只填要改动的，如所证明的事实；证据不删除，不采用的标明已排除",
        "those alone that change; none is removed: what is not relied on is marked as excluded",
    ),
    "所阅会签事项内容的 SHA-256（案件现状中该事项的 content）；事项制作文书的必填": Words(
        "您所阅看的会签内容", "what you have read of the proposal"
    ),
    "退回会签事项的，其序号": Words("退回会签事项的，是哪一项", "which proposal, if it is one"),
    "退回约谈函和告知书或者决定书草稿的，文书在本案中的序号": Words(
        "退回约谈函和告知书或者决定书草稿的，是哪一份",
        "which of the notices or the decision, if it is a draft",
    ),
    "其编号": Words("谁应当回避", "who is to stand back"),
    "当事人申请的，其在本案中的序号": Words("当事人申请的，是哪一个", "which party, where a party asks"),
    "承办人、审核人员回避的，接替人员的编号": Words(
        "承办人、审核人员回避的，由谁接替", "who takes over, where an officer or the reviewer stands back"
    ),
    "专案组移送涉嫌犯罪案件的书面报告（文件的 SHA-256）": Words(
        "专案组移送涉嫌犯罪案件的书面报告", "the written report that proposes the transfer"
    ),
    "不予立案通知书、不起诉决定书、判决书等（文件的 SHA-256）": Words(
        "不予立案通知书、不起诉决定书、判决书等", "the notice, decision or judgment"
    ),
    "证据编号，例如 E1；当事人的序号；案由的留空": Words(
        "哪一项证据、哪一个当事人；案由的留空", "which evidence or which party; empty for the cause"
    ),
    "纸面会签的，另一人的编号；不填的，提出后由另一人确认（confirm）": Words(
        "纸面会签的，与谁会同；不填的，提出后由另一人确认",
        "who signs with you, where it is countersigned on paper; left out, the other confirms it",
    ),
    "告知之后取得的证据编号": Words("告知之后取得的证据", "the evidence obtained after the notice"),
    "证据编号，例如 E2": Words("补充哪些证据", "the evidence that is added"),
    "所预览内容的 SHA-256": Words("批准前请阅看", "to be read before it is approved"),
    "所盖章定稿的 SHA-256": Words("盖章的是哪一份定稿", "which final document is sealed"),
    "盖章原件扫描件或者电子印章验证记录的 SHA-256": Words(
        "盖章原件扫描件或者电子印章验证记录",
        "scan of the stamped original, or the verified electronic seal's record",
    ),
    "所送达的文书在本案中的序号；约谈函和告知书一并送达": Words(
        "约谈函和告知书一并送达", "letter and notice are served together"
    ),
    "未能送达的文书在本案中的序号": Words("哪些文书未能送达", "what could not be served"),
    "公告送达的文书在本案中的序号": Words("公告送达哪些文书", "what is to be announced"),
    "当事人在本案中的序号；审核、讨论、签收等全案的事项不填": Words(
        "审核、讨论、签收等全案的事项不填",
        "left out for an act of the whole case, such as an opinion or a discussion",
    ),
    "同类不止一项的填写：文书序号、陈述编号、日期，或者从1起的次序": Words(
        "同类不止一项的填写：是第几份文书、第几项陈述，或者日期",
        "where there are several: which document or statement by its number, or the day",
    ),
    "当事人确已收到的文书在本案中的序号；约谈函和告知书一并填写": Words(
        "当事人确已收到哪些文书；约谈函和告知书一并选择", "what the party had; letter and notice together"
    ),
    "提出该意见的当事人在本案中的序号": Words("谁提出的", "who made it"),
    "更换主持人的填写其编号": Words("更换主持人的选择", "another presider, where that changes"),
    "更换记录人的填写其编号": Words("更换记录人的选择", "another recorder, where that changes"),
    "调查人员出示的证据的编号，至少一项（行政处罚法第64条第7项）": Words(
        "调查人员出示了哪些证据，至少一项（行政处罚法第64条第7项）",
        "what the investigators put forward, one at least (Administrative Penalty Law art. 64(7))",
    ),
    "主持讨论的负责人的编号": Words("主持讨论的负责人", "the head in the chair"),
    "出席的各负责人的编号": Words("出席的各负责人", "the heads who were there"),
    "汇报案情的承办人等的编号；不参与作出结论": Words(
        "汇报案情的承办人等；不参与作出结论", "who reported, such as the officers; they do not conclude"
    ),
    "记录讨论的内勤的编号": Words("记录讨论的内勤", "the clerk who kept the record"),
    "签名的集体讨论记录（文件的 SHA-256）": Words(
        "签名的集体讨论记录", "the signed record of the discussion"
    ),
    "针对该当事人的违法事实的编号": Words("针对该当事人的违法事实", "the findings against this party"),
    "违反和适用的条款在草案中的编号": Words("违反和适用的条款", "the articles broken and applied"),
    "不予处罚的，证明该情形（如及时改正）的证据编号": Words(
        "不予处罚的，证明该情形（如及时改正）的证据",
        "without penalty: the evidence that proves the ground, such as that the act was corrected in time",
    ),
    "与拟处罚时相同的不填；此后已经改正的填写 done": Words(
        "与拟处罚时相同的不填；此后已经改正的，填写“已经改正的情况”",
        "left out where it is that of the proposal; what was put right since is said below",
    ),
    "所决定内容的 SHA-256，见决定书预览": Words("决定前请阅看", "to be read before it is decided"),
    "所阅案卷材料的版本，见案件现状": Words("您所审阅的案卷材料", "what you have reviewed"),
    "S1 为陈述申辩，I1 为听述中的意见，H1 为听证中的意见": Words(
        "哪一项陈述申辩、听述或者听证中的意见", "which point of a statement, an interview or a hearing"
    ),
    "公示页面的截图等（文件的 SHA-256）": Words("公示页面的截图等", "a picture of the page, or the like"),
    "撤回后页面的截图等（文件的 SHA-256）": Words(
        "撤回后页面的截图等", "a picture of the page after it, or the like"
    ),
    "备案报告在本案中的序号；只有一件待签收的，可以不填": Words(
        "只有一件待签收的，可以不选", "may be left out where only one waits"
    ),
    "备案报告在本案中的序号；只有一件的，可以不填": Words(
        "只有一件的，可以不选", "may be left out where there is only one"
    ),
    "银行出具的缴款凭证（文件的 SHA-256）": Words("银行出具的缴款凭证", "the bank's receipt"),
    "现场检查笔录、交接单等（文件的 SHA-256）": Words(
        "现场检查笔录、交接单等", "the record of an inspection, a receipt or the like"
    ),
    "申请书副本、起诉状副本或者答复通知书（文件的 SHA-256）": Words(
        "申请书副本、起诉状副本或者答复通知书",
        "copy of the application or complaint, or the notice to answer it",
    ),
    "已终结的，复议决定书或者裁判文书（文件的 SHA-256）": Words(
        "已终结的，复议决定书或者裁判文书", "once it has ended: the reconsideration decision or judgment"
    ),
    "当事人签名或者盖章的申请（文件的 SHA-256）": Words(
        "当事人签名或者盖章的申请", "the party's signed application"
    ),
    "退款凭证（文件的 SHA-256）": Words("退款凭证", "proof of the refund"),
    "法院文书（文件的 SHA-256）": Words("法院文书", "the court's paper"),
    "申诉、检举在本案中的序号；只有一件待处理的，可以不填": Words(
        "只有一件待处理的，可以不选", "may be left out where only one waits"
    ),
    "文书在本案中的序号；只有一件待答复的，可以不填": Words(
        "只有一件待答复的，可以不选", "may be left out where only one waits"
    ),
    "签名的结案审批表（文件的 SHA-256）": Words("签名的结案审批表", "the signed approval form"),
    "时:分；只知道日期的不填": Words("只知道日期的不填", "left out where only the day is known"),
    "时:分，随送达日确定听述日的填写": Words(
        "随送达日确定听述日的填写", "where the day follows from service"
    ),
    "时:分，例如 09:30": Words("例如 09:30", "such as 09:30"),
}
"""What a screen says instead."""

OR_NONE: dict[str, Words] = {"act_to": Words("违法行为仍在继续", "the act still goes on")}
"""What is ticked where a field must be answered, and the answer may be that there is nothing; by the field's name."""


def hint_of(label: Words, help_: Words) -> Words | None:
    """Return what stands below a label; nothing where the label says it all."""
    if help_ == label or help_.zh in NOTHING:
        return None
    return ON_SCREEN.get(help_.zh, help_)
