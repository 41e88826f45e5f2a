"""How many persons (人数): who acts for an agency, and who may speak for a party."""

from typing import Final

QUALIFIED_OFFICERS: Final = 2
"""At least. “执法人员不得少于两人” (行政处罚法第四十二条)"""
MOST_AGENTS: Final = 2
"""“可以委托一至二人代理” (行政处罚法第六十四条第五项)"""
